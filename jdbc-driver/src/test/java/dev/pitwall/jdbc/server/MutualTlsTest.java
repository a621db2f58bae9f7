package dev.pitwall.jdbc.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pitwall.flight.config.SecurityConfig;
import dev.pitwall.flight.config.ServerConfig;
import dev.pitwall.flight.config.TlsConfig;
import dev.pitwall.testkit.client.TestCertificate;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that lets in who shows a certificate that it knows, and the driver's to show. */
class MutualTlsTest {
  @TempDir private static Path directory;
  private static TestCertificate keys;
  private static TestCertificate client;
  private static TestCertificate stranger;
  private static TestServer server;

  @BeforeAll
  static void start() throws Exception {
    keys = TestCertificate.make(directory, "server");
    client = TestCertificate.make(directory, "client");
    stranger = TestCertificate.make(directory, "stranger");
    TlsConfig tls =
        new TlsConfig(keys.certificate(), keys.key(), Optional.of(client.certificate()));
    server =
        new TestServer(
            directory.resolve("home"),
            ServerConfig.onLoopback(0)
                .withSecurity(new SecurityConfig(Optional.of(tls), Optional.empty())));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void whoShowsAKnownCertificateIsLetIn() throws SQLException {
    try (Connection connection = connect(shown(client));
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM everything")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getInt(1)).isEqualTo(2);
    }
  }

  @Test
  void nobodyElseIs() {
    assertRefused("");
    assertRefused(shown(stranger));
  }

  @Test
  void aKeyOfAnotherCertificateIsRefused() {
    assertRefused(shown(new TestCertificate(client.certificate(), stranger.key())));
    assertThatThrownBy(() -> connect("&clientCertificate=" + client.certificate()))
        .hasMessageContaining("clientKey");
  }

  private static String shown(TestCertificate own) {
    return "&clientCertificate=" + own.certificate() + "&clientKey=" + own.key();
  }

  private static void assertRefused(String properties) {
    assertThatThrownBy(() -> connect(properties))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("08001"));
  }

  private static Connection connect(String properties) throws SQLException {
    String trusted = "?tls=on&tlsRootCertificates=" + keys.certificate();
    return DriverManager.getConnection(server.url() + trusted + properties);
  }
}
