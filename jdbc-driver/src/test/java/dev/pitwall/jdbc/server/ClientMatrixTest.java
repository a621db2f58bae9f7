package dev.pitwall.jdbc.server;

import dev.pitwall.testkit.client.ClientMatrix;
import dev.pitwall.testkit.client.ClientMatrix.ResultTypes;
import dev.pitwall.testkit.client.JdbcClient;
import dev.pitwall.testkit.client.TimeClasses;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The driver in the matrix of types, NULLs and operations that every client has to pass. */
class ClientMatrixTest {
  private static final ClientMatrix MATRIX = ClientMatrix.load();

  @TempDir private static Path home;
  private static TestServer server;

  @BeforeAll
  static void start() {
    server = new TestServer(home);
    server.define(MATRIX, home);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @EnumSource(TimeClasses.class)
  void passes(TimeClasses timeClasses) throws SQLException {
    try (Connection connection = server.connect();
        Connection other = server.connect()) {
      JdbcClient client = new JdbcClient(MATRIX, connection, timeClasses);
      client.cancel(other);
      String name = "pitwall-jdbc " + timeClasses.name().toLowerCase(Locale.ROOT);
      MATRIX.check(name, ResultTypes.SQL, client.run());
    }
  }
}
