package dev.pitwall.jdbc.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.pitwall.flight.config.SecurityConfig;
import dev.pitwall.flight.config.ServerConfig;
import dev.pitwall.flight.config.SessionLimits;
import dev.pitwall.flight.config.StreamLimits;
import dev.pitwall.flight.config.TokenConfig;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers that are not there, that leave, and that do not let everyone in. */
class ConnectionLifeTest {
  @TempDir private Path home;

  @Test
  void namesTheServerThatIsNotThere() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    String url = "jdbc:pitwall://127.0.0.1:" + port + "?user=me&password=hunter2";
    SQLException refused =
        catchThrowableOfType(SQLException.class, () -> DriverManager.getConnection(url));
    assertThat((Throwable) refused)
        .hasMessageStartingWith("no connection to 127.0.0.1:" + port + " without encryption: ")
        .hasMessageNotContaining("hunter2");
    assertThat(refused.getSQLState()).isEqualTo("08001");
    assertThatThrownBy(() -> DriverManager.getConnection("jdbc:pitwall://nowhere.invalid"))
        .hasMessageEndingWith("cannot be reached: nobody knows an address of that name");
  }

  @Test
  void doesNotWaitForEverForAServerThatDoesNotAnswer() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      for (String login : List.of("", "&user=ann&password=secret")) {
        String url =
            "jdbc:pitwall://127.0.0.1:" + socket.getLocalPort() + "?connectTimeout=1" + login;
        SQLException refused =
            catchThrowableOfType(SQLException.class, () -> DriverManager.getConnection(url));
        assertThat(refused.getSQLState()).isEqualTo("08001");
      }
    }
  }

  @Test
  void closesThoughTheServerIsGone() throws SQLException {
    try (TestServer server = new TestServer(home)) {
      Connection connection = server.connect();
      assertThat(connection.isValid(5)).isTrue();
      Statement statement = connection.createStatement();
      ResultSet rows = statement.executeQuery("SELECT * FROM everything");
      server.stopServer();
      assertThat(connection.isValid(5)).isFalse();
      SQLException failed =
          catchThrowableOfType(SQLException.class, () -> statement.execute("SELECT 1"));
      assertThat(failed.getSQLState()).startsWith("08");
      rows.close();
      statement.close();
      connection.close();
      assertThat(connection.isClosed()).isTrue();
      assertThat(connection.isValid(5)).isFalse();
      connection.close();
    }
  }

  @Test
  void endsWithItsSessionThoughTheServerIsBack() throws SQLException {
    try (TestServer server = new TestServer(home)) {
      assertEndsWithItsSession(server, "");
    }
  }

  /** The token is good at the server that is back, but what was set is gone. */
  @Test
  void endsWithTheServerThoughItsTokenIsGood() throws Exception {
    RSAKey key = new RSAKeyGenerator(2_048).keyID("key").generate();
    Path keys =
        Files.writeString(home.resolve("keys.json"), new JWKSet(key.toPublicJWK()).toString());
    TokenConfig tokens =
        new TokenConfig(keys.toString(), "issuer", "pitwall", TokenConfig.DEFAULT_ALGORITHMS);
    ServerConfig config =
        ServerConfig.onLoopback(0)
            .withSecurity(new SecurityConfig(Optional.empty(), Optional.of(tokens)));
    try (TestServer server = new TestServer(home, config)) {
      assertEndsWithItsSession(server, "?token=" + token(key));
    }
  }

  private static String token(RSAKey key) throws JOSEException {
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(),
            new JWTClaimsSet.Builder()
                .subject("alice")
                .issuer("issuer")
                .audience("pitwall")
                .expirationTime(Date.from(Instant.now().plus(1, ChronoUnit.HOURS)))
                .build());
    token.sign(new RSASSASigner(key));
    return token.serialize();
  }

  /** Another session would know nothing of what was set in the one that ended. */
  private static void assertEndsWithItsSession(TestServer server, String login)
      throws SQLException {
    String url = server.url() + "/online" + login;
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        PreparedStatement prepared = connection.prepareStatement("SELECT 1")) {
      connection.setReadOnly(true);
      server.restartServer();
      assertThat(connection.isValid(5)).isFalse();
      for (ThrowingCallable call :
          List.<ThrowingCallable>of(
              () -> statement.execute("SELECT 1"),
              () -> connection.prepareStatement("SELECT 1"),
              prepared::executeQuery,
              connection::getSchema)) {
        SQLException failed = catchThrowableOfType(SQLException.class, call);
        assertThat((Throwable) failed).hasMessageContaining("connect again");
        assertThat(failed.getSQLState()).isEqualTo("08006");
      }
      try (Connection another = DriverManager.getConnection(url)) {
        assertThat(another.isValid(5)).isTrue();
      }
    }
  }

  /** What runs is its text, with the values of each run. */
  @Test
  void aPreparedQueryNeedsNoHandle() throws SQLException {
    SessionLimits usual = SessionLimits.defaults();
    SessionLimits brief =
        new SessionLimits(
            usual.sessions(),
            usual.statements(),
            usual.boundRows(),
            usual.boundBytes(),
            usual.idle(),
            usual.ticketLifetime(),
            Duration.ofMillis(1));
    ServerConfig config =
        new ServerConfig("127.0.0.1", 0, Map.of(), brief, StreamLimits.defaults());
    try (TestServer server = new TestServer(home, config);
        Connection connection = server.connect();
        PreparedStatement lookup =
            connection.prepareStatement("SELECT COUNT(*) FROM trips WHERE driver_id = ?")) {
      for (long driver = -1; driver < 2; driver++) {
        lookup.setLong(1, driver);
        try (ResultSet rows = lookup.executeQuery()) {
          assertThat(rows.next()).isTrue();
        }
      }
    }
  }

  @Test
  void takesItsMetadataAlong() throws SQLException {
    try (TestServer server = new TestServer(home)) {
      Connection connection = server.connect();
      ResultSet tables = connection.getMetaData().getTables(null, null, null, null);
      assertThat(tables.next()).isTrue();
      assertThat(tables.getString("TABLE_NAME")).isNotEmpty();
      connection.close();
      assertThatThrownBy(() -> tables.getString("TABLE_NAME")).isInstanceOf(SQLException.class);
      tables.close();
    }
  }

  @Test
  void logsInAndOut() throws SQLException {
    try (TestServer server = new TestServer(home, Map.of("ann", "p&ss word"))) {
      try (Connection connection = DriverManager.getConnection(server.url(), "ann", "p&ss word")) {
        assertThat(connection.getMetaData().getUserName()).isEqualTo("ann");
        assertThat(connection.getMetaData().getURL()).isEqualTo(server.url());
        assertThat(connection.isValid(5)).isTrue();
      }
      assertThatThrownBy(() -> DriverManager.getConnection(server.url(), "ann", "hunter2"))
          .isInstanceOf(SQLInvalidAuthorizationSpecException.class)
          .hasMessageContaining("the user name or the password is wrong")
          .hasMessageNotContaining("hunter2");
      assertThatThrownBy(server::connect)
          .isInstanceOf(SQLInvalidAuthorizationSpecException.class)
          .hasMessageContaining("wants a user name and a password");
    }
  }

  @Test
  void saysWhatToCheckWhenTheServerDoesNotEncrypt() {
    try (TestServer server = new TestServer(home)) {
      assertThatThrownBy(() -> DriverManager.getConnection(server.url() + "?tls=unverified"))
          .hasMessageContaining("with encryption")
          .hasMessageContaining("tls=off");
    }
  }

  @Test
  void leavesUrlsOfOthersAlone() throws SQLException {
    assertThat(Collections.list(DriverManager.getDrivers()))
        .filteredOn(driver -> driver.getClass().getName().startsWith("dev.pitwall"))
        .singleElement()
        .satisfies(
            driver -> {
              assertThat(driver.acceptsURL("jdbc:arrow-flight-sql://localhost:1")).isFalse();
              assertThat(driver.connect("jdbc:postgresql://localhost/x", null)).isNull();
              assertThat(driver.getPropertyInfo("jdbc:pitwall://localhost", null))
                  .extracting(property -> property.name)
                  .startsWith("user", "password", "token", "schema", "tls")
                  .doesNotContain("KEYTAB", "host");
            });
  }
}
