package dev.pitwall.jdbc.transport;

import dev.pitwall.jdbc.config.ConnectionConfig;
import dev.pitwall.jdbc.config.ConnectionProperty;
import dev.pitwall.jdbc.error.SqlErrors;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.sql.SQLException;
import java.util.Base64;
import java.util.Optional;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * The certificates to believe, in a PEM file, which is the one form that Flight takes them in
 * without a cryptography library of its own. A file made from a key store lives until it is closed;
 * certificates are no secrets.
 */
final class TrustedCertificates implements AutoCloseable {
  private static final Base64.Encoder LINES =
      Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));

  private final Path file;
  private final boolean ours;

  private TrustedCertificates(Path file, boolean ours) {
    this.file = file;
    this.ours = ours;
  }

  static TrustedCertificates of(ConnectionConfig config) throws SQLException {
    Optional<String> given = config.get(ConnectionProperty.TLS_ROOT_CERTIFICATES);
    if (given.isPresent()) {
      return new TrustedCertificates(readable(given.get(), "tlsRootCertificates"), false);
    }
    try {
      return new TrustedCertificates(write(trustManager(config)), true);
    } catch (IOException | GeneralSecurityException e) {
      throw SqlErrors.connection(
          "the certificates to believe cannot be read from "
              + config.get(ConnectionProperty.TRUST_STORE).orElse("Java's own trust store")
              + ": "
              + e.getMessage()
              + "; check trustStore and trustStorePassword");
    }
  }

  Path file() {
    return file;
  }

  static Path readable(String path, String property) throws SQLException {
    Path file = Path.of(path);
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      throw SqlErrors.connection(property + " is not a file that can be read: " + path);
    }
    return file;
  }

  private static X509TrustManager trustManager(ConnectionConfig config)
      throws IOException, GeneralSecurityException, SQLException {
    KeyStore store = null;
    Optional<String> path = config.get(ConnectionProperty.TRUST_STORE);
    if (path.isPresent()) {
      char[] password =
          config.get(ConnectionProperty.TRUST_STORE_PASSWORD).map(String::toCharArray).orElse(null);
      store = KeyStore.getInstance(readable(path.get(), "trustStore").toFile(), password);
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    for (TrustManager manager : factory.getTrustManagers()) {
      if (manager instanceof X509TrustManager certificates) {
        return certificates;
      }
    }
    throw new GeneralSecurityException("this Java has no trust manager for certificates");
  }

  private static Path write(X509TrustManager manager) throws IOException, GeneralSecurityException {
    StringBuilder pem = new StringBuilder();
    for (X509Certificate certificate : manager.getAcceptedIssuers()) {
      pem.append("-----BEGIN CERTIFICATE-----\n")
          .append(LINES.encodeToString(certificate.getEncoded()))
          .append("\n-----END CERTIFICATE-----\n");
    }
    if (pem.isEmpty()) {
      throw new GeneralSecurityException("it holds no certificate");
    }
    Path file = Files.createTempFile("pitwall-jdbc", ".pem");
    Files.writeString(file, pem);
    return file;
  }

  @Override
  public void close() {
    if (ours) {
      file.toFile().delete();
    }
  }
}
