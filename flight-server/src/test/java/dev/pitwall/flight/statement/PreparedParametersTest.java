package dev.pitwall.flight.statement;

import static dev.pitwall.flight.testing.LoopbackServer.refusal;
import static dev.pitwall.testkit.batch.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pitwall.flight.config.ServerConfig;
import dev.pitwall.flight.config.SessionLimits;
import dev.pitwall.flight.config.StreamLimits;
import dev.pitwall.flight.testing.LoopbackServer;
import dev.pitwall.testkit.batch.Batches;
import dev.pitwall.testkit.batch.Fields;
import dev.pitwall.testkit.engine.TestEngine;
import dev.pitwall.testkit.store.StoreLayout;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStatusCode;
import org.apache.arrow.flight.sql.FlightSqlClient;
import org.apache.arrow.flight.sql.FlightSqlClient.PreparedStatement;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values that Flight clients bind to prepared statements. */
class PreparedParametersTest {
  private static final Schema KEY = Fields.schema(Fields.of("key", Fields.BIGINT));
  private static final String BY_KEY =
      "SELECT driver_id, note FROM online.stats WHERE driver_id = ?";
  private static final int ROWS = 100;

  @TempDir private Path directory;
  @AutoClose private LoopbackServer server;
  private FlightSqlClient client;

  @BeforeEach
  void start() {
    TestEngine engine = new TestEngine(directory, StoreLayout.regular(64, 3));
    LoopbackServer.materializeStats(engine);
    SessionLimits limits =
        new SessionLimits(
            10, 10, ROWS, 4_096, Duration.ofHours(1), Duration.ofHours(1), Duration.ofHours(1));
    server =
        new LoopbackServer(
            engine, new ServerConfig("127.0.0.1", 0, Map.of(), limits, StreamLimits.defaults()));
    client = server.client();
  }

  @Test
  void runsAPreparedLookupWithOtherKeys() throws Exception {
    try (PreparedStatement statement = client.prepare(BY_KEY)) {
      assertThat(statement.getParameterSchema())
          .isEqualTo(Fields.schema(Fields.of("?1", Fields.BIGINT)));
      for (long key : new long[] {1, 2, 1}) {
        assertThat(run(statement, KEY, List.of(row(key)))).containsExactly(row(key, "n" + key));
      }
      assertThat(run(statement, KEY, List.of(row((Object) null)))).isEmpty();
    }
  }

  @Test
  void runsAgainWithTheValuesBoundLast() throws Exception {
    try (PreparedStatement statement = client.prepare(BY_KEY)) {
      run(statement, KEY, List.of(row(3)));
      assertThat(server.rows(statement.execute())).containsExactly(row(3, "n3"));
    }
  }

  @Test
  void answersSeveralRowsInTheirOrder() throws Exception {
    try (PreparedStatement statement = client.prepare(BY_KEY)) {
      List<List<Object>> keys = LongStream.range(0, 40).mapToObj(i -> row((i * 7) % 50)).toList();
      List<List<Object>> answers =
          keys.stream().map(key -> row(key.get(0), "n" + key.get(0))).toList();
      assertThat(run(statement, KEY, keys)).isEqualTo(answers);
    }
  }

  @Test
  void anErrorInOneOfSeveralRunsEndsTheAnswer() throws Exception {
    try (PreparedStatement statement = client.prepare("SELECT 10 / CAST(? AS BIGINT)")) {
      assertThat(invalid(() -> run(statement, KEY, List.of(row(1), row(0), row(2)))))
          .hasMessageContaining("DIVISION_BY_ZERO");
      assertThat(run(statement, KEY, List.of(row(5), row(2)))).containsExactly(row(2), row(5));
    }
  }

  @Test
  void convertsWhatLosesNothing() throws Exception {
    try (PreparedStatement statement = client.prepare(BY_KEY)) {
      Schema integer = Fields.schema(Fields.of("", Fields.INTEGER));
      assertThat(run(statement, integer, List.of(row(4)))).containsExactly(row(4, "n4"));
      Schema real = Fields.schema(Fields.of("", Fields.DOUBLE));
      assertThat(run(statement, real, List.of(row(4.0)))).containsExactly(row(4, "n4"));
      assertThat(invalid(() -> run(statement, real, List.of(row(4.5)))))
          .hasMessageContaining("parameter 1 is a BIGINT, which does not hold the DOUBLE 4.5");
    }
  }

  @Test
  void takesTimestampsInTheUnitAnnouncedAndInMicroseconds() throws Exception {
    ArrowType millis = new ArrowType.Timestamp(TimeUnit.MILLISECOND, null);
    String sql = "SELECT driver_id FROM stats WHERE event_ts = ?";
    try (PreparedStatement statement = client.prepare(sql)) {
      assertThat(statement.getParameterSchema()).isEqualTo(Fields.schema(Fields.of("?1", millis)));
      Schema micros = Fields.schema(Fields.of("", Fields.TIMESTAMP));
      assertThat(run(statement, micros, List.of(row(7)))).containsExactly(row(7));
      assertThat(run(statement, statement.getParameterSchema(), List.of(row(0))))
          .containsExactly(row(0));
      assertThat(run(statement, statement.getParameterSchema(), List.of(row(7)))).isEmpty();
    }
  }

  @Test
  void refusesColumnsThatDoNotSuitAndKeepsTheStatement() throws Exception {
    Schema text = Fields.schema(Fields.of("", Fields.VARCHAR));
    Schema two = Fields.schema(Fields.of("a", Fields.BIGINT), Fields.of("b", Fields.BIGINT));
    try (PreparedStatement statement = client.prepare(BY_KEY)) {
      run(statement, KEY, List.of(row(6)));
      assertThat(invalid(() -> run(statement, text, List.of(row("six")))))
          .hasMessageContaining("parameter 1 is a BIGINT, but a VARCHAR was bound");
      assertThat(invalid(() -> run(statement, two, List.of(row(1, 2)))))
          .hasMessageContaining("the statement has 1 parameter, but 2 values were bound");
      assertThat(server.rows(statement.execute())).containsExactly(row(6, "n6"));
    }
  }

  /** In whichever form a client would send them. */
  @Test
  void rowsAndMapsAreBoundInTheirParts() throws Exception {
    assertThat(invalid(() -> client.prepare("SELECT CAST(? AS ROW(a INTEGER, b VARCHAR))")))
        .hasMessageContaining("a parameter cannot be a ROW(a INTEGER, b VARCHAR); write its parts")
        .hasMessageContaining("ROW(CAST(? AS INTEGER), CAST(? AS VARCHAR))");
    assertThat(invalid(() -> client.prepare("SELECT CAST(? AS MAP<VARCHAR, BIGINT>)")))
        .hasMessageContaining("MAP[CAST(? AS VARCHAR), CAST(? AS BIGINT)]");
    String parts =
        "SELECT t.r.a, t.m['k'] FROM (SELECT CAST(ROW(CAST(? AS VARCHAR)) AS ROW(a VARCHAR)) AS r,"
            + " MAP[CAST(? AS VARCHAR), CAST(? AS BIGINT)] AS m) AS t";
    Schema schema =
        Fields.schema(
            Fields.of("", Fields.VARCHAR),
            Fields.of("", Fields.VARCHAR),
            Fields.of("", Fields.BIGINT));
    try (PreparedStatement statement = client.prepare(parts)) {
      assertThat(run(statement, schema, List.of(row("x", "k", 7)))).containsExactly(row("x", 7));
    }
  }

  @Test
  void refusesToRunWithoutValues() throws Exception {
    try (PreparedStatement statement = client.prepare(BY_KEY)) {
      assertThat(invalid(statement::execute)).hasMessageContaining("bind them, then run it");
      assertThat(run(statement, KEY, List.of(row(1)))).hasSize(1);
    }
    assertThat(invalid(() -> client.execute(BY_KEY))).hasMessageContaining("prepare it");
  }

  @Test
  void limitsTheRowsAndBytesOfABind() throws Exception {
    try (PreparedStatement statement = client.prepare("SELECT CAST(? AS VARCHAR)")) {
      Schema text = Fields.schema(Fields.of("", Fields.VARCHAR));
      List<List<Object>> rows = IntStream.rangeClosed(0, ROWS).mapToObj(i -> row("x")).toList();
      assertExhausted(statement, text, rows, "more than 100 rows of values");
      assertExhausted(statement, text, List.of(row("x".repeat(5_000))), "more than 4096 bytes");
      assertThat(run(statement, text, rows.subList(0, ROWS))).hasSize(ROWS);
    }
  }

  @Test
  void aClosedStatementTakesNoValues() throws Exception {
    PreparedStatement statement = client.prepare(BY_KEY);
    FlightInfo info;
    try (VectorSchemaRoot key = Batches.of(server.allocator(), KEY, List.of(row(1)))) {
      statement.setParameters(key);
      info = statement.execute();
      statement.close();
    }
    assertThat(invalid(() -> server.rows(info))).hasMessageContaining("was closed");
  }

  /**
   * By its status no client may think that statements cannot be prepared here: ADBC's DB-API goes
   * on without, and tells of a bulk ingestion that has no table.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE TEMPORARY TABLE t AS SELECT CAST(? AS INT)",
        "SELECT driver_id FROM stats ORDER BY driver_id LIMIT ?"
      })
  void whatTakesNoParametersIsTheStatementsError(String sql) {
    assertThat(invalid(() -> client.prepare(sql))).hasMessageContaining("NOT_SUPPORTED, 0A000");
  }

  @Test
  void updatesRunOnce() throws Exception {
    try (PreparedStatement statement =
        client.prepare("CREATE TEMPORARY TABLE t AS SELECT driver_id FROM stats")) {
      assertThat(statement.executeUpdate()).isEqualTo(50);
    }
  }

  /** Its rows would be lost without a word. */
  @ParameterizedTest
  @ValueSource(strings = {"SELECT 1", "SHOW ENTITIES", "EXPLAIN SELECT 1"})
  void whatReturnsRowsIsNoUpdate(String sql) {
    assertThat(invalid(() -> client.executeUpdate(sql)))
        .hasMessageStartingWith("the statement returns rows, and was sent as one that returns a");
    try (PreparedStatement statement = client.prepare(sql)) {
      assertThat(invalid(statement::executeUpdate)).hasMessageContaining("send it as a query");
    }
    assertThat(
            server.rows(
                client.execute("SELECT COUNT(*) FROM system.queries WHERE query = '" + sql + "'")))
        .containsExactly(row(0));
  }

  /** Every bind is of two equal keys, so an answer of a bind has two equal rows. */
  @Test
  void bindsOfOneHandleAtOnceAreNeverMixed() throws Exception {
    String sql = "SELECT driver_id FROM online.stats WHERE driver_id = ?";
    try (PreparedStatement statement = client.prepare(sql)) {
      run(statement, KEY, List.of(row(0), row(0)));
      FlightInfo info = statement.execute();
      List<CompletableFuture<List<List<Object>>>> runs =
          IntStream.range(0, 40)
              .mapToObj(
                  i ->
                      CompletableFuture.supplyAsync(
                          () -> i % 2 == 0 ? bind(statement, i) : server.rows(info)))
              .toList();
      for (CompletableFuture<List<List<Object>>> run : runs) {
        List<List<Object>> rows = run.join();
        assertThat(rows).hasSize(2);
        assertThat(rows.get(0)).isEqualTo(rows.get(1));
      }
    }
  }

  /** Binds through a client's statement, which is not made for several threads. */
  private List<List<Object>> bind(PreparedStatement statement, int key) {
    synchronized (statement) {
      return run(statement, KEY, List.of(row(key), row(key)));
    }
  }

  private List<List<Object>> run(
      PreparedStatement statement, Schema schema, List<List<Object>> values) {
    try (VectorSchemaRoot batch = Batches.of(server.allocator(), schema, values)) {
      statement.setParameters(batch);
      return server.rows(statement.execute());
    } finally {
      // Binds nothing when the statement runs again; clearParameters would bind empty buffers.
      statement.setParameters(VectorSchemaRoot.of());
    }
  }

  private static FlightRuntimeException invalid(ThrowingCallable call) {
    FlightRuntimeException refused = refusal(call);
    assertThat(refused.status().code()).isEqualTo(FlightStatusCode.INVALID_ARGUMENT);
    return refused;
  }

  private void assertExhausted(
      PreparedStatement statement, Schema schema, List<List<Object>> values, String message) {
    FlightRuntimeException refused = refusal(() -> run(statement, schema, values));
    assertThat(refused.status().code()).isEqualTo(FlightStatusCode.RESOURCE_EXHAUSTED);
    assertThat(refused).hasMessageContaining(message);
  }
}
