package dev.pitwall.flight.config;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * How the server proves who it is, and lets clients prove who they are. All files are PEM.
 *
 * @param certificate the server's, and those between it and its authority
 * @param key the private key of it, not encrypted
 * @param trustedClients the authorities that a client's certificate must come from; empty when a
 *     client needs none
 */
public record TlsConfig(Path certificate, Path key, Optional<Path> trustedClients) {
  public TlsConfig {
    Objects.requireNonNull(certificate, "certificate");
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(trustedClients, "trustedClients");
  }
}
