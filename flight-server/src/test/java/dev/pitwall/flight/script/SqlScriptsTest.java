package dev.pitwall.flight.script;

import static dev.pitwall.testkit.batch.Batches.row;

import dev.pitwall.flight.PitwallServer;
import dev.pitwall.flight.config.ServerConfig;
import dev.pitwall.testkit.batch.Fields;
import dev.pitwall.testkit.engine.TestEngine;
import dev.pitwall.testkit.script.SqlScriptCheck;
import dev.pitwall.testkit.store.StoreLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs every script in {@code iq/} through the stock Arrow JDBC driver, against a real server. */
class SqlScriptsTest {
  private static final Path SCRIPTS = Path.of("src/test/resources/iq");
  private static final Path ACTUAL = Path.of("target/iq");

  private static final Schema DRIVER_STATS =
      Fields.schema(
          Fields.of("driver_id", Fields.BIGINT),
          Fields.of("event_ts", Fields.TIMESTAMP),
          Fields.of("created_ts", Fields.TIMESTAMP),
          Fields.of("conv_rate", Fields.DOUBLE),
          Fields.of("city", Fields.VARCHAR));
  private static final Schema TRIPS =
      Fields.schema(
          Fields.of("trip_id", Fields.INTEGER),
          Fields.of("driver_id", Fields.BIGINT),
          Fields.of("at_ts", Fields.TIMESTAMP));

  @TempDir private Path directory;
  private TestEngine engine;
  private PitwallServer server;

  static Stream<Path> scripts() throws IOException {
    return Files.list(SCRIPTS).sorted();
  }

  @BeforeEach
  void start() {
    engine = new TestEngine(directory, StoreLayout.regular(4, 3));
    engine.table("lake/driver_stats", DRIVER_STATS, driverStats());
    engine.table("lake/trips", TRIPS, trips());
    engine.update("CREATE ENTITY driver (driver_id BIGINT) COMMENT 'who drives'");
    engine.update(
        "CREATE FEATURE VIEW driver_stats ENTITY driver TIMESTAMP event_ts CREATED created_ts"
            + " TTL INTERVAL '2' HOUR FROM DELTA 'lake/driver_stats'");
    engine.update("CREATE TABLE trips FROM DELTA 'lake/trips'");
    engine.update("CREATE FEATURE SERVICE activity AS driver_stats (city, conv_rate)");
    server = PitwallServer.start(ServerConfig.onLoopback(0), engine.engine());
  }

  @AfterEach
  void stop() {
    server.close();
    engine.close();
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void answersAsTheScriptSays(Path script) throws IOException {
    SqlScriptCheck.run(script, ACTUAL.resolve(script.getFileName()), this::connect);
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(
        "jdbc:arrow-flight-sql://127.0.0.1:" + server.port() + "/?useEncryption=false");
  }

  /** Ties on the event timestamp, a late correction, a NULL key. */
  private static List<List<Object>> driverStats() {
    long hour = 3_600_000_000L;
    return List.of(
        row(1L, hour, hour + 5, 0.1, "oslo"),
        row(1L, 2 * hour, 2 * hour + 5, 0.2, "oslo"),
        row(1L, 2 * hour, 9 * hour, 0.25, "oslo, corrected"),
        row(2L, hour, hour + 5, 0.5, "bergen"),
        row(null, hour, hour + 5, 0.9, "nowhere"),
        row(2L, 5 * hour, 5 * hour + 5, null, null));
  }

  private static List<List<Object>> trips() {
    long hour = 3_600_000_000L;
    return List.of(
        row(1, 1L, hour - 1),
        row(2, 1L, hour),
        row(3, 1L, 3 * hour),
        row(4, 2L, 4 * hour),
        row(5, 2L, 6 * hour),
        row(6, 3L, 6 * hour),
        row(7, null, 6 * hour),
        row(8, 1L, null));
  }
}
