package dev.pitwall.flight.config;

import java.util.Objects;
import java.util.Optional;

/**
 * How the door is guarded, besides names and passwords.
 *
 * @param tls empty when calls are not encrypted
 * @param tokens empty when no tokens of others are taken
 */
public record SecurityConfig(Optional<TlsConfig> tls, Optional<TokenConfig> tokens) {
  /** Neither. */
  public static final SecurityConfig NONE = new SecurityConfig(Optional.empty(), Optional.empty());

  public SecurityConfig {
    Objects.requireNonNull(tls, "tls");
    Objects.requireNonNull(tokens, "tokens");
  }

  /** Whether everyone who can connect has shown a certificate. */
  boolean knowsClients() {
    return tls.flatMap(TlsConfig::trustedClients).isPresent();
  }
}
