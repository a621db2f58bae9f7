package dev.pitwall.cli.config;

import dev.pitwall.cli.config.Settings.ServerSettings;
import dev.pitwall.cli.config.Settings.TlsSettings;
import dev.pitwall.cli.config.Settings.TokenSettings;
import dev.pitwall.flight.config.SecurityConfig;
import dev.pitwall.flight.config.TlsConfig;
import dev.pitwall.flight.config.TokenConfig;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.nio.file.Path;
import java.util.Optional;

/** What the sections {@code server.tls} and {@code server.tokens} say. */
final class SecuritySettings {
  private SecuritySettings() {}

  /**
   * The configuration; a section that is there is whole.
   *
   * @throws PitwallException INVALID_CONFIGURATION naming the key that is missing
   */
  static SecurityConfig of(ServerSettings server) {
    return new SecurityConfig(
        Optional.ofNullable(server.tls()).map(SecuritySettings::tls),
        Optional.ofNullable(server.tokens()).map(SecuritySettings::tokens));
  }

  private static TlsConfig tls(TlsSettings tls) {
    return new TlsConfig(
        Path.of(required("server.tls.certificate", tls.certificate())),
        Path.of(required("server.tls.key", tls.key())),
        Optional.ofNullable(tls.trustedClients()).map(Path::of));
  }

  private static TokenConfig tokens(TokenSettings tokens) {
    return new TokenConfig(
        required("server.tokens.keys", tokens.keys()),
        required("server.tokens.issuer", tokens.issuer()),
        required("server.tokens.audience", tokens.audience()),
        tokens.algorithms() == null ? TokenConfig.DEFAULT_ALGORITHMS : tokens.algorithms());
  }

  private static String required(String key, String value) {
    if (value == null || value.isBlank()) {
      throw new PitwallException(
          ErrorCode.INVALID_CONFIGURATION,
          key + " is missing; its section has no meaning without it");
    }
    return value;
  }
}
