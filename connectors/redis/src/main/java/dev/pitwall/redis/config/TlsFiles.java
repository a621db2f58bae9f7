package dev.pitwall.redis.config;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * Certificates for {@code rediss://}, as PEM files. The server's name is always verified.
 *
 * @param trusted the certificates to trust; empty for those that the JVM trusts
 * @param certificate our own certificate chain, for servers that want one; goes with the key
 * @param key our private key (PKCS 8, not encrypted)
 */
public record TlsFiles(Optional<Path> trusted, Optional<Path> certificate, Optional<Path> key) {
  /** What the JVM trusts, and no certificate of our own. */
  public static final TlsFiles DEFAULT =
      new TlsFiles(Optional.empty(), Optional.empty(), Optional.empty());

  public TlsFiles {
    Objects.requireNonNull(trusted, "trusted");
    Objects.requireNonNull(certificate, "certificate");
    Objects.requireNonNull(key, "key");
  }
}
