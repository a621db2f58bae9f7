package dev.pitwall.flight.security;

import dev.pitwall.flight.config.TlsConfig;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import io.grpc.netty.GrpcSslContexts;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Optional;

/** What the server shows to clients, and which of theirs it trusts. */
public final class ServerCertificates {
  private ServerCertificates() {}

  /**
   * Reads the files; TLS 1.2 and newer only.
   *
   * @throws PitwallException INVALID_CONFIGURATION naming the file that is missing or wrong
   */
  public static SslContext read(TlsConfig config) {
    try (InputStream certificate = open("server.tls.certificate", config.certificate());
        InputStream key = open("server.tls.key", config.key())) {
      SslContextBuilder builder = GrpcSslContexts.forServer(certificate, key);
      builder.protocols("TLSv1.3", "TLSv1.2");
      Optional<Path> trusted = config.trustedClients();
      if (trusted.isPresent()) {
        trust(builder, trusted.get());
      }
      KeyPairs.check(config);
      return builder.build();
    } catch (IOException | IllegalArgumentException | GeneralSecurityException e) {
      throw invalid(
          "the certificate "
              + config.certificate()
              + " and the key "
              + config.key()
              + " are not a certificate chain and its PKCS #8 key in PEM without a password",
          e);
    }
  }

  private static void trust(SslContextBuilder builder, Path file) {
    try (InputStream trusted = open("server.tls.trusted_clients", file)) {
      builder.trustManager(trusted).clientAuth(ClientAuth.REQUIRE);
    } catch (IOException | IllegalArgumentException e) {
      throw invalid("server.tls.trusted_clients holds no certificates in PEM: " + file, e);
    }
  }

  private static InputStream open(String setting, Path file) {
    try {
      return Files.newInputStream(file);
    } catch (IOException e) {
      throw invalid(setting + " names no file that can be read: " + file, e);
    }
  }

  private static PitwallException invalid(String message, Exception cause) {
    return new PitwallException(ErrorCode.INVALID_CONFIGURATION, message, cause);
  }
}
