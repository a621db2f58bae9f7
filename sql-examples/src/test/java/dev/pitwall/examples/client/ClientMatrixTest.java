package dev.pitwall.examples.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pitwall.core.config.EngineConfig;
import dev.pitwall.core.query.FeatureQueryEngine;
import dev.pitwall.flight.PitwallServer;
import dev.pitwall.flight.config.ServerConfig;
import dev.pitwall.testkit.client.ClientMatrix;
import dev.pitwall.testkit.client.ClientMatrix.ResultTypes;
import dev.pitwall.testkit.client.ClientReport;
import dev.pitwall.testkit.client.CountingRelay;
import dev.pitwall.testkit.client.JdbcClient;
import dev.pitwall.testkit.client.PythonEnvironment;
import dev.pitwall.testkit.client.TimeClasses;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The clients of others in the matrix of types, NULLs and operations that every client has to pass;
 * the module of our JDBC driver has the same test for it.
 */
class ClientMatrixTest {
  private static final ClientMatrix MATRIX = ClientMatrix.load();
  private static final Path SCRIPTS = Path.of("src", "test", "python", "clients");

  @TempDir static Path home;

  private static FeatureQueryEngine engine;
  private static PitwallServer server;

  @BeforeAll
  static void start() {
    engine = FeatureQueryEngine.open(EngineConfig.inDirectory(home));
    MATRIX.define(engine, home);
    server = PitwallServer.start(ServerConfig.onLoopback(0), engine);
  }

  @AfterAll
  static void stop() {
    server.close();
    engine.close();
  }

  @Test
  void stockDriverPasses() throws SQLException {
    try (Connection connection = connect();
        Connection other = connect()) {
      JdbcClient client = new JdbcClient(MATRIX, connection, TimeClasses.JAVA_SQL);
      client.cancel(other);
      MATRIX.check("stock-jdbc", ResultTypes.SQL, client.run());
    }
  }

  @Test
  void adbcCursorsPass() throws IOException, InterruptedException {
    check("adbc-dbapi", "matrix_adbc.py");
  }

  @Test
  void adbcStatementsPass() throws IOException, InterruptedException {
    check("adbc-statements", "matrix_adbc.py", "--statements");
  }

  @Test
  void pyarrowPasses() throws IOException, InterruptedException {
    check("pyarrow", "matrix_pyarrow.py");
  }

  @ParameterizedTest
  @ValueSource(strings = {"adbc", "pyarrow"})
  void compressedAnswersHoldTheSame(String client) throws IOException, InterruptedException {
    try (CountingRelay plain = new CountingRelay(server.port());
        CountingRelay zstd = new CountingRelay(server.port())) {
      String output =
          python()
              .run(
                  SCRIPTS.resolve("compressed.py"),
                  client,
                  "none=grpc://127.0.0.1:" + plain.port(),
                  "zstd=grpc://127.0.0.1:" + zstd.port());
      List<String> digests = output.lines().toList();
      assertThat(digests).hasSize(2).allMatch(digests.get(0)::equals);
      assertThat(zstd.bytes()).isLessThan(plain.bytes() / 4);
    }
  }

  private static PythonEnvironment python() throws IOException, InterruptedException {
    return PythonEnvironment.install(
        "python", Files.readString(Path.of("python", "requirements.txt")));
  }

  private static void check(String client, String script, String... flags)
      throws IOException, InterruptedException {
    Path declaration = home.resolve("matrix.json");
    try (InputStream file = ClientMatrix.class.getResourceAsStream(ClientMatrix.DECLARATION)) {
      Files.write(declaration, file.readAllBytes());
    }
    String[] arguments = new String[2 + flags.length];
    arguments[0] = "grpc://127.0.0.1:" + server.port();
    arguments[1] = declaration.toString();
    System.arraycopy(flags, 0, arguments, 2, flags.length);
    String output = python().run(SCRIPTS.resolve(script), arguments);
    MATRIX.check(client, ResultTypes.ARROW, ClientReport.parse(output));
  }

  private static Connection connect() throws SQLException {
    return DriverManager.getConnection(
        "jdbc:arrow-flight-sql://127.0.0.1:" + server.port() + "/?useEncryption=false");
  }
}
