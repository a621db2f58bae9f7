package dev.pitwall.testkit.sql;

import static dev.pitwall.testkit.batch.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pitwall.core.query.result.ParameterValues;
import dev.pitwall.core.query.result.PreparedQuery;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.testkit.batch.Batches;
import dev.pitwall.testkit.batch.Fields;
import dev.pitwall.testkit.engine.TestEngine;
import dev.pitwall.testkit.store.StoreLayout;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What INSERT writes, and what it refuses. */
class InsertSqlTest {
  private static final long HOUR = 3_600_000_000L;
  private static final Schema STATS =
      Fields.schema(
          Fields.of("note", Fields.VARCHAR),
          Fields.of("driver_id", Fields.BIGINT),
          Fields.of("event_ts", Fields.TIMESTAMP_LTZ),
          Fields.of("created_ts", Fields.TIMESTAMP_LTZ),
          Fields.of("conv_rate", Fields.DOUBLE));
  private static final Schema TYPED =
      Fields.schema(
          Fields.of("tiny", Fields.TINYINT),
          Fields.of("whole", Fields.INTEGER),
          Fields.of("big", Fields.BIGINT),
          Fields.of("single", Fields.REAL),
          Fields.of("price", Fields.decimal(5, 2)),
          Fields.of("name", Fields.VARCHAR),
          Fields.of("is_open", Fields.BOOLEAN),
          Fields.of("on_day", Fields.DATE),
          Fields.of("at_ts", Fields.TIMESTAMP),
          Fields.list("embedding", Fields.REAL));

  @TempDir private Path directory;
  @AutoClose private TestEngine engine;

  @BeforeEach
  void open() {
    engine = new TestEngine(directory, StoreLayout.regular(4, 3));
    engine.table("stats", STATS, List.of(row("old", 1L, HOUR, HOUR, 0.1)));
    engine.table("typed", TYPED, List.of());
    engine.update("CREATE ENTITY driver (driver_id BIGINT)");
    engine.update(
        "CREATE FEATURE VIEW stats ENTITY driver TIMESTAMP event_ts CREATED created_ts FROM DELTA"
            + " 'stats'");
    engine.update("CREATE TABLE typed FROM DELTA 'typed'");
  }

  private List<List<Object>> stats() {
    return engine.rows("SELECT driver_id, event_ts, conv_rate, note FROM stats ORDER BY 1, 2");
  }

  private PitwallException failureOf(String sql) {
    PitwallException failure =
        catchThrowableOfType(PitwallException.class, () -> engine.update(sql));
    assertThat(failure).as(sql).isNotNull();
    return failure;
  }

  @Test
  void addsRowsInTheOrderOfTheColumns() {
    assertThat(
            engine.update(
                "INSERT INTO stats VALUES ('new', 2, '1970-01-01 02:00:00', NULL, 1),"
                    + " (DEFAULT, 3, TIMESTAMP '1970-01-01 03:00:00', '1970-01-01 04:00:00', 0.3)"))
        .isEqualTo(2);

    assertThat(stats())
        .containsExactly(
            row(1, HOUR, 0.1, "old"), row(2, 2 * HOUR, 1.0, "new"), row(3, 3 * HOUR, 0.3, null));
    assertThat(engine.rows("SELECT created_ts FROM stats WHERE driver_id = 3"))
        .containsExactly(row(4 * HOUR));
  }

  @Test
  void leavesOutColumnsThatAreNotNamed() {
    engine.update(
        "INSERT INTO features.stats (CONV_RATE, event_ts, driver_id)"
            + " SELECT 0.5, TIMESTAMP '1970-01-01 05:00:00', 7 UNION ALL"
            + " SELECT 0.6, TIMESTAMP '1970-01-01 06:00:00', 7");

    assertThat(engine.rows("SELECT * FROM stats WHERE driver_id = 7 ORDER BY event_ts"))
        .containsExactly(row(null, 7, 5 * HOUR, null, 0.5), row(null, 7, 6 * HOUR, null, 0.6));
  }

  @Test
  void readsTheTableThatItWrites() {
    for (int doubled = 1; doubled <= 8; doubled *= 2) {
      assertThat(
              engine.update(
                  "INSERT INTO stats SELECT note, driver_id + "
                      + doubled
                      + ", event_ts, created_ts, conv_rate FROM stats"))
          .isEqualTo(doubled);
    }

    assertThat(stats())
        .isEqualTo(LongStream.rangeClosed(1, 16).mapToObj(k -> row(k, HOUR, 0.1, "old")).toList());
  }

  @Test
  void isSeenByPlansThatWereKept() {
    String query = "SELECT COUNT(*) FROM stats";
    assertThat(engine.rows(query)).containsExactly(row(1));
    assertThat(engine.rows(query)).containsExactly(row(1));

    engine.update("INSERT INTO stats (driver_id, event_ts) VALUES (2, '1970-01-01')");

    assertThat(engine.rows(query)).containsExactly(row(2));
  }

  @Test
  void takesRowsOfAnyQuery() {
    engine.update("CREATE TEMPORARY TABLE t AS SELECT 5 AS id, 'x' AS note");

    engine.update(
        "INSERT INTO stats (driver_id, event_ts, note) WITH w AS (SELECT id, note FROM t)"
            + " SELECT id, '1970-01-01 09:00:00', note FROM w ORDER BY id");

    assertThat(stats()).contains(row(5, 9 * HOUR, null, "x"));
    assertThat(engine.update("INSERT INTO stats SELECT * FROM stats WHERE FALSE")).isZero();
  }

  @Test
  void convertsToTheTypesOfTheColumns() {
    engine.update(
        "INSERT INTO typed VALUES (1, 2.0, 3, 0.5, 1.25, 'n', TRUE, '2020-02-29',"
            + " DATE '2020-02-29', ARRAY[1, -0.5, 2e0])");
    engine.update(
        "INSERT INTO typed VALUES (NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)");
    engine.update(
        "INSERT INTO typed (price, whole, embedding, at_ts)"
            + " SELECT conv_rate, driver_id, ARRAY[conv_rate, 1], event_ts FROM stats");

    assertThat(engine.rows("SELECT * FROM typed ORDER BY whole"))
        .containsExactlyInAnyOrder(
            row(
                1,
                2,
                3,
                0.5,
                new BigDecimal("1.25"),
                "n",
                true,
                18_321,
                18_321 * 24 * HOUR,
                List.of(1.0, -0.5, 2.0)),
            row(null, null, null, null, null, null, null, null, null, null),
            row(
                null,
                1,
                null,
                null,
                new BigDecimal("0.10"),
                null,
                null,
                null,
                HOUR,
                List.of((double) 0.1f, 1.0)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(tiny) VALUES (128)",
        "(whole) VALUES (3000000000)",
        "(big) SELECT 1e19",
        "(whole) SELECT 1 + MAX(driver_id) * 9223372036854775806 FROM stats",
        "(tiny) SELECT driver_id + 300 FROM stats",
        "(price) VALUES (1000)",
        "(price) SELECT conv_rate * 100000 FROM stats"
      })
  void refusesNumbersThatAreTooLarge(String rest) {
    PitwallException failure = failureOf("INSERT INTO typed " + rest);

    assertThat(failure.code()).as(failure.getMessage()).isEqualTo(ErrorCode.NUMERIC_OVERFLOW);
    assertThat(engine.rows("SELECT * FROM typed")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          typed VALUES (1) | INVALID_STATEMENT | 19 | table typed takes values for 10 columns (tiny,
          typed (whole) VALUES (1, 2) | INVALID_STATEMENT | 27 | and 2 are given
          typed (whole) VALUES ('a') | TYPE_MISMATCH | 35 | column whole is a INTEGER and its value a CHAR; CAST the value
          typed (tiny, name) SELECT 1, 2 | TYPE_MISMATCH | 42 | column name is a VARCHAR and its value a INTEGER
          typed (on_day) SELECT at_ts FROM typed | TYPE_MISMATCH | 35 | column on_day is a DATE
          typed (whol) VALUES (1) | COLUMN_NOT_FOUND | 20 | table typed has no column whol; did you mean whole?
          typed (whole, WHOLE) VALUES (1, 2) | DUPLICATE_COLUMN | 27 | column whole is named twice
          stats (driver_id) VALUES (1) | INVALID_STATEMENT | 19 | the columns leave out event_ts, the event timestamp of feature view stats
          stats (event_ts) VALUES (CURRENT_TIMESTAMP) | INVALID_STATEMENT | 19 | the columns leave out driver_id, the join key
          stat VALUES (1) | TABLE_NOT_FOUND | 13 | did you mean stats?
          online.stats VALUES (1) | NOT_SUPPORTED | 13 | rows come to online.stats by MATERIALIZE
          registry.features VALUES (1) | NOT_SUPPORTED | 13 | features shows what the engine knows
          system.caches VALUES (1) | NOT_SUPPORTED | 13 | caches shows what the engine knows
          t VALUES (1) | NOT_SUPPORTED | 13 | CREATE OR REPLACE TEMPORARY TABLE
          pinned VALUES (1) | NOT_SUPPORTED | 13 | table pinned shows its table as of one version
          typed (at_ts) VALUES ('yesterday') | INVALID_VALUE | 0 | yesterday
          stats VALUES (CAST(? AS VARCHAR), 1) | INVALID_STATEMENT | 19 | takes values for 5 columns
          """)
  void refuses(String rest, ErrorCode code, int column, String message) {
    engine.update("CREATE TEMPORARY TABLE t AS SELECT 1 AS a");
    engine.update("CREATE TABLE pinned FROM DELTA 'typed' OPTIONS (version = 0)");

    PitwallException failure = failureOf("INSERT INTO " + rest);

    assertThat(failure.userMessage()).contains(message);
    assertThat(failure.code()).isEqualTo(code);
    assertThat(failure.position().map(place -> place.column()).orElse(0)).isEqualTo(column);
  }

  @Test
  void refusesRowsThatCouldNeverMatch() {
    String rows = "INSERT INTO stats (driver_id, event_ts) SELECT whole, at_ts FROM typed";
    engine.update("INSERT INTO typed (whole, at_ts) VALUES (1, '2020-01-01'), (2, NULL)");
    assertThat(failureOf(rows))
        .hasMessageContaining("no value for event_ts, the event timestamp of feature view stats")
        .extracting(PitwallException::code)
        .isEqualTo(ErrorCode.INVALID_VALUE);

    engine.update("INSERT INTO typed (whole, at_ts) VALUES (NULL, '2020-01-01')");
    assertThat(failureOf(rows + " WHERE at_ts IS NOT NULL"))
        .hasMessageContaining("no value for driver_id, the join key");

    assertThat(stats()).hasSize(1);
    assertThat(engine.update(rows + " WHERE at_ts IS NOT NULL AND whole IS NOT NULL")).isOne();
  }

  @Test
  void leavesNothingBehindWhenItFailsInTheMiddle() {
    engine.append(
        "stats",
        LongStream.range(0, 50).mapToObj(k -> row("n", k, HOUR * k, null, 10.0 - k)).toList());

    PitwallException failure =
        failureOf(
            "INSERT INTO stats (driver_id, event_ts, conv_rate)"
                + " SELECT driver_id, event_ts, 1 / CAST(conv_rate - 0.9 AS INTEGER) FROM stats");

    assertThat(failure.code()).isEqualTo(ErrorCode.DIVISION_BY_ZERO);
    assertThat(stats()).hasSize(51);
  }

  @Test
  void takesParametersOfTheTypesOfTheColumns() {
    PreparedQuery insert =
        engine
            .engine()
            .prepare(
                engine.session(),
                "INSERT INTO stats (driver_id, event_ts, conv_rate, note) VALUES (?, ?, ? / 2, ?)");
    assertThat(insert.kind()).isEqualTo(PreparedQuery.Kind.UPDATE);
    assertThat(insert.parameterSchema().getFields().get(1).getType())
        .isEqualTo(Fields.TIMESTAMP_LTZ);

    try (VectorSchemaRoot sent =
        Batches.of(
            engine.engine().allocator(),
            Fields.schema(
                Fields.of("a", Fields.BIGINT),
                Fields.of("b", Fields.TIMESTAMP_LTZ),
                Fields.of("c", Fields.INTEGER),
                Fields.of("d", Fields.VARCHAR)),
            List.of(row(8L, HOUR, 4, "x"), row(9L, 2 * HOUR, 6, null)))) {
      List<ParameterValues> runs = insert.bind(sent);
      assertThat(insert.update(runs)).isEqualTo(2);
      assertThat(insert.update(runs.subList(1, 2))).isOne();
    }

    assertThat(stats())
        .containsExactly(
            row(1, HOUR, 0.1, "old"),
            row(8, HOUR, 2.0, "x"),
            row(9, 2 * HOUR, 3.0, null),
            row(9, 2 * HOUR, 3.0, null));
  }

  @Test
  void commitsTheRowsOfAllRunsAtOnce() {
    PreparedQuery insert =
        engine
            .engine()
            .prepare(engine.session(), "INSERT INTO stats (driver_id, event_ts) VALUES (?, ?)");
    try (VectorSchemaRoot sent =
        Batches.of(
            engine.engine().allocator(),
            Fields.schema(Fields.of("a", Fields.BIGINT), Fields.of("b", Fields.TIMESTAMP)),
            List.of(row(8L, HOUR), row(null, HOUR)))) {
      List<ParameterValues> runs = insert.bind(sent);

      assertThat(catchThrowableOfType(PitwallException.class, () -> insert.update(runs)))
          .hasMessageContaining("no value for driver_id");
    }

    assertThat(stats()).hasSize(1);
  }

  /** So many rows that it ends by being cancelled only. */
  @Test
  void leavesNothingBehindWhenItIsCancelled() {
    engine.append(
        "stats",
        LongStream.range(0, 2_000).mapToObj(k -> row("n", k, HOUR * k, null, 1.0)).toList());
    PreparedQuery insert =
        engine
            .engine()
            .prepare(
                engine.session(),
                "INSERT INTO stats (driver_id, event_ts) SELECT a.driver_id, b.event_ts FROM stats AS"
                    + " a, stats AS b, stats AS c, stats AS d");
    AtomicReference<Throwable> failure = new AtomicReference<>();
    Thread inserting = new Thread(() -> failure.set(catchThrowable(insert::execute)));
    inserting.start();
    while (inserting.isAlive()) {
      insert.cancel();
      Thread.onSpinWait();
    }

    assertThat(failure.get())
        .isInstanceOfSatisfying(
            PitwallException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.STATEMENT_CANCELLED));
    assertThat(engine.rows("SELECT COUNT(*) FROM stats")).containsExactly(row(2_001));
  }

  @Test
  void explainsWithoutInserting() {
    List<String> plan =
        engine.plan(
            "INSERT INTO stats (driver_id, event_ts) SELECT driver_id, event_ts FROM stats");

    assertThat(plan.get(0)).isEqualTo("Insert [into=feature view stats, table=stats]");
    assertThat(plan.get(plan.size() - 1)).contains("Scan [table=stats");
    assertThat(stats()).hasSize(1);
    assertThat(failureOf("EXPLAIN ANALYZE INSERT INTO stats SELECT * FROM stats"))
        .hasMessageContaining("would insert the rows");
  }
}
