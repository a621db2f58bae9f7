package dev.pitwall.cli.connect;

import java.nio.file.Path;
import java.util.Objects;

/**
 * What a client shows to a server that wants to know it by a certificate.
 *
 * @param certificate the file of it, and of those it comes from, in PEM
 * @param key the file of its private key, in PEM
 */
public record OwnCertificate(Path certificate, Path key) {
  public OwnCertificate {
    Objects.requireNonNull(certificate, "certificate");
    Objects.requireNonNull(key, "key");
  }
}
