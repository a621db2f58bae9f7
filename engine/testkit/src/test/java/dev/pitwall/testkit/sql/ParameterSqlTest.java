package dev.pitwall.testkit.sql;

import static dev.pitwall.testkit.batch.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pitwall.core.query.result.ParameterValues;
import dev.pitwall.core.query.result.PreparedQuery;
import dev.pitwall.core.type.SqlTypeNames;
import dev.pitwall.spi.error.ErrorCategory;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.testkit.batch.Batches;
import dev.pitwall.testkit.batch.Fields;
import dev.pitwall.testkit.engine.TestEngine;
import dev.pitwall.testkit.store.StoreLayout;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Statements with parameters: their types, their values, and that no value stays in a plan. */
class ParameterSqlTest {
  private static final long SECOND = 1_000_000L;

  @TempDir private Path directory;
  @AutoClose private TestEngine engine;

  @BeforeEach
  void open() {
    engine = new TestEngine(directory, StoreLayout.regular(4, 3));
    engine.table(
        "trips",
        Fields.schema(
            Fields.of("driver_id", Fields.BIGINT),
            Fields.of("at_ts", Fields.TIMESTAMP),
            Fields.of("city", Fields.VARCHAR),
            Fields.of("seats", Fields.INTEGER),
            Fields.of("born", Fields.DATE),
            Fields.of("seen", Fields.TIMESTAMP_LTZ),
            Fields.of("fare", Fields.decimal(8, 2)),
            Fields.of("rate", Fields.DOUBLE)),
        List.of(
            row(1L, SECOND, "oslo", 4, 0, SECOND, new BigDecimal("1.50"), 0.5),
            row(2L, 2 * SECOND, "bergen", 2, 1, 2 * SECOND, new BigDecimal("2.50"), 1.5),
            row(3L, 3 * SECOND, "oslo", null, 2, null, new BigDecimal("3.50"), 2.5)));
    engine.table(
        "stats",
        Fields.schema(
            Fields.of("driver_id", Fields.BIGINT),
            Fields.of("event_ts", Fields.TIMESTAMP),
            Fields.of("score", Fields.DOUBLE)),
        List.of(row(1L, SECOND / 2, 0.1), row(2L, SECOND, 0.2), row(3L, 4 * SECOND, 0.3)));
    engine.update("CREATE ENTITY driver (driver_id BIGINT)");
    engine.update("CREATE FEATURE VIEW stats ENTITY driver TIMESTAMP event_ts FROM DELTA 'stats'");
    engine.update("CREATE TABLE trips FROM DELTA 'trips'");
  }

  private static Schema types(ArrowType... types) {
    return new Schema(Arrays.stream(types).map(type -> Field.nullable("", type)).toList());
  }

  private static String drivers(String condition) {
    return "SELECT driver_id FROM trips WHERE " + condition + " ORDER BY driver_id";
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          driver_id = ? | BIGINT
          seats IN (?, ?) | INTEGER, INTEGER
          at_ts <= ? | TIMESTAMP(6)
          seen > ? | TIMESTAMP_LTZ(6)
          born BETWEEN ? AND ? | DATE, DATE
          city LIKE ? | VARCHAR
          fare = ? | DECIMAL(8, 2)
          rate < ? | DOUBLE
          driver_id = ? + 1 | INTEGER
          driver_id BETWEEN CAST(? AS BIGINT) - 1 AND ? | BIGINT, BIGINT
          CAST(? AS REAL) < rate | REAL
          driver_id = ANY (CAST(? AS BIGINT ARRAY)) | BIGINT ARRAY
          city = ? AND driver_id IN (SELECT driver_id FROM stats WHERE event_ts < ?) | VARCHAR, TIMESTAMP(6)
          """)
  void infersTypes(String condition, String types) {
    Schema parameters =
        engine.engine().prepare(engine.session(), drivers(condition)).parameterSchema();
    assertThat(parameters.getFields().stream().map(SqlTypeNames::of).toList())
        .isEqualTo(List.of(types.split(", (?![0-9])")));
    assertThat(parameters.getFields()).allMatch(Field::isNullable);
    assertThat(parameters.getFields().get(0).getName()).isEqualTo("?1");
  }

  @Test
  void runsOnePlanWithOtherValues() {
    String sql = drivers("driver_id = ? OR city = ?");
    Schema sent = types(Fields.BIGINT, Fields.VARCHAR);
    assertThat(engine.rows(sql, sent, 2L, "oslo")).containsExactly(row(1), row(2), row(3));
    assertThat(engine.rows(sql, sent, 2L, "rome")).containsExactly(row(2));
    assertThat(engine.rows(sql, sent, null, "oslo")).containsExactly(row(1), row(3));
    assertThat(engine.rows(sql, sent, null, null)).isEmpty();
    assertThat(engine.cache("plans").misses()).isEqualTo(1);
    assertThat(engine.cache("plans").hits()).isEqualTo(3);
  }

  @Test
  void foldsNoValueIntoThePlan() {
    String sql =
        "SELECT driver_id, CASE WHEN ? THEN 'yes' ELSE 'no' END, CAST(? AS INTEGER) + 1"
            + " FROM trips WHERE driver_id = CAST(? AS BIGINT) AND 1 < CAST(? AS INTEGER)";
    Schema sent = types(Fields.BOOLEAN, Fields.INTEGER, Fields.BIGINT, Fields.INTEGER);
    PreparedQuery query = engine.engine().prepare(engine.session(), sql);
    assertThat(engine.rows(query, sent, true, 1, 1L, 2)).containsExactly(row(1, "yes", 2));
    assertThat(engine.rows(query, sent, false, 7, 3L, 2)).containsExactly(row(3, "no", 8));
    assertThat(engine.rows(query, sent, false, 7, 3L, 1)).isEmpty();
  }

  @Test
  void filtersByEveryType() {
    assertThat(engine.rows(drivers("at_ts < ?"), types(Fields.TIMESTAMP), 2 * SECOND))
        .containsExactly(row(1));
    assertThat(engine.rows(drivers("seen >= ?"), types(Fields.TIMESTAMP_LTZ), 2 * SECOND))
        .containsExactly(row(2));
    assertThat(engine.rows(drivers("born >= ?"), types(Fields.DATE), 1)).hasSize(2);
    assertThat(engine.rows(drivers("fare > ?"), types(Fields.decimal(8, 2)), new BigDecimal("2.5")))
        .containsExactly(row(3));
    assertThat(engine.rows(drivers("rate * CAST(? AS DOUBLE) > 4"), types(Fields.DOUBLE), 2.0))
        .containsExactly(row(3));
    assertThat(engine.rows(drivers("seats = ?"), types(Fields.INTEGER), 2)).containsExactly(row(2));
    assertThat(engine.rows(drivers("UPPER(city) = ?"), types(Fields.VARCHAR), "OSLO")).hasSize(2);
    assertThat(
            engine.rows(
                drivers("CAST(? AS DATE) IS NOT NULL AND CAST(? AS BOOLEAN)"),
                types(Fields.DATE, Fields.BOOLEAN),
                1,
                true))
        .hasSize(3);
  }

  @Test
  void tellsEqualTextsOfDifferentTypesApart() {
    assertThat(engine.rows("SELECT CAST(? AS INTEGER)", types(Fields.INTEGER), 5))
        .containsExactly(row(5));
    assertThat(engine.rows("SELECT CAST(? AS VARCHAR)", types(Fields.VARCHAR), "five"))
        .containsExactly(row("five"));
    assertThat(engine.rows("SELECT CAST(CAST(? AS INTEGER) AS BIGINT)", types(Fields.INTEGER), 5))
        .containsExactly(row(5));
    assertThat(engine.rows("SELECT CAST(CAST(? AS VARCHAR) AS BIGINT)", types(Fields.VARCHAR), "6"))
        .containsExactly(row(6));
    assertThat(engine.rows("SELECT CAST(CAST(? AS DOUBLE) AS BIGINT)", types(Fields.DOUBLE), 7.0))
        .containsExactly(row(7));
  }

  @Test
  void tellsParametersOfOneTypeApart() {
    String sql =
        "SELECT CAST(? AS BIGINT) + 1, CAST(? AS BIGINT) + 1, CAST(? AS BIGINT) + driver_id"
            + " FROM trips WHERE CAST(? AS BIGINT) > driver_id AND CAST(? AS BIGINT) > driver_id";
    Schema sent = types(Fields.BIGINT, Fields.BIGINT, Fields.BIGINT, Fields.BIGINT, Fields.BIGINT);
    assertThat(engine.rows(sql, sent, 10L, 20L, 30L, 4L, 2L)).containsExactly(row(11, 21, 31));
    assertThat(engine.rows(sql, sent, 1L, 2L, 3L, 2L, 4L)).containsExactly(row(2, 3, 4));
  }

  @Test
  void anExplicitCastCutsWhatIsBound() {
    assertThat(engine.rows("SELECT CAST(? AS VARCHAR(2))", types(Fields.VARCHAR), "oslo"))
        .containsExactly(row("os"));
    assertThat(engine.rows("SELECT CAST(? AS TIMESTAMP(0))", types(Fields.TIMESTAMP), 1_999_999L))
        .containsExactly(row(SECOND));
    assertThat(engine.rows("SELECT 'os' = ?", types(Fields.VARCHAR), "oslo"))
        .containsExactly(row(false));
    assertThat(
            engine.rows(
                "SELECT CURRENT_TIMESTAMP > ?", types(Fields.TIMESTAMP), Long.MAX_VALUE / 2))
        .containsExactly(row(false));
  }

  @Test
  void pointInTimeJoinsTakeParametersOnTheSpineAndTheAnswer() {
    String sql =
        "SELECT s.driver_id, f.score FROM trips s"
            + " LEFT JOIN stats FOR SYSTEM_TIME AS OF s.at_ts AS f ON f.driver_id = s.driver_id"
            + " WHERE s.at_ts >= ? AND (f.score > ? OR f.score IS NULL) ORDER BY s.driver_id";
    Schema sent = types(Fields.TIMESTAMP, Fields.DOUBLE);
    assertThat(engine.rows(sql, sent, 0L, 0.0))
        .containsExactly(row(1, 0.1), row(2, 0.2), row(3, null));
    assertThat(engine.rows(sql, sent, 2 * SECOND, 0.0)).containsExactly(row(2, 0.2), row(3, null));
    assertThat(engine.rows(sql, sent, 0L, 0.15)).containsExactly(row(2, 0.2), row(3, null));
    assertThat(engine.plan(sql)).anyMatch(line -> line.contains("PointInTimeJoin"));
  }

  @Test
  void aSpineOfParametersIsJoinedAsOfItsTime() {
    String sql =
        "SELECT s.driver_id, f.score FROM"
            + " (VALUES (CAST(? AS BIGINT), CAST(? AS TIMESTAMP(6)))) AS s (driver_id, at_ts)"
            + " LEFT JOIN stats FOR SYSTEM_TIME AS OF s.at_ts AS f ON f.driver_id = s.driver_id";
    Schema sent = types(Fields.BIGINT, Fields.TIMESTAMP);
    assertThat(engine.rows(sql, sent, 3L, 4 * SECOND)).containsExactly(row(3, 0.3));
    assertThat(engine.rows(sql, sent, 3L, 4 * SECOND - 1)).containsExactly(row(3, null));
    assertThat(engine.rows(sql, sent, 3L, null)).containsExactly(row(3, null));
  }

  @Test
  void theTableFunctionTakesParametersInItsSpine() {
    String sql =
        "SELECT driver_id, score FROM TABLE(POINT_IN_TIME("
            + "SPINE => (SELECT driver_id, at_ts FROM trips WHERE driver_id <> ?),"
            + " AT => DESCRIPTOR(at_ts), FEATURES => ARRAY['stats:score']))"
            + " WHERE driver_id < ? ORDER BY driver_id";
    Schema sent = types(Fields.BIGINT, Fields.BIGINT);
    assertThat(engine.rows(sql, sent, 2L, 4L)).containsExactly(row(1, 0.1), row(3, null));
    assertThat(engine.rows(sql, sent, 1L, 3L)).containsExactly(row(2, 0.2));
  }

  @Test
  void unnestsAList() {
    String sql =
        "SELECT k.id, t.city FROM UNNEST(CAST(? AS BIGINT ARRAY)) AS k (id)"
            + " LEFT JOIN trips t ON t.driver_id = k.id ORDER BY k.id";
    Schema sent = new Schema(List.of(Fields.list("", Fields.BIGINT)));
    assertThat(engine.rows(sql, sent, List.of(1L, 3L, 9L)))
        .containsExactly(row(1, "oslo"), row(3, "oslo"), row(9, null));
    assertThat(engine.rows(sql, sent, List.of())).isEmpty();
    assertThat(engine.rows(sql, sent, (Object) null)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          SELECT ? | TYPE_MISMATCH | CAST(? AS type) | 8
          VALUES (?) | TYPE_MISMATCH | CAST(? AS type) | 9
          SELECT ? IN (?, ?) | TYPE_MISMATCH | CAST(? AS type) | 8
          SELECT driver_id FROM trips WHERE ? NOT IN (1, 2) | TYPE_MISMATCH | CAST(? AS type) | 35
          SELECT driver_id FROM trips WHERE ? = ? | TYPE_MISMATCH | CAST(? AS type) | 35
          SELECT driver_id FROM trips WHERE driver_id + ? > 2 | TYPE_MISMATCH | CAST(? AS type) | 35
          SELECT CAST(? AS ROW(a BIGINT, b ROW(c DATE, d BIGINT ARRAY))) | TYPE_MISMATCH | ROW(CAST(? AS BIGINT), ROW(CAST(? AS DATE), CAST(? AS BIGINT ARRAY))) | 13
          SELECT CAST(? AS MAP<VARCHAR, TIMESTAMP WITH LOCAL TIME ZONE> ARRAY) | TYPE_MISMATCH | ARRAY[MAP[CAST(? AS VARCHAR), CAST(? AS TIMESTAMP_LTZ(6))]] | 13
          SELECT driver_id FROM trips LIMIT ? | NOT_SUPPORTED | write it into the statement | 35
          SELECT driver_id FROM trips ORDER BY 1 OFFSET ? | NOT_SUPPORTED | write it into the statement | 47
          CREATE TEMPORARY TABLE t AS SELECT * FROM trips WHERE city = ? | NOT_SUPPORTED | takes no parameters | 62
          EXPLAIN ANALYZE SELECT * FROM trips WHERE city = ? | NOT_SUPPORTED | takes no parameters | 50
          """)
  void refuses(String sql, ErrorCode code, String message, int column) {
    PitwallException refused =
        catchThrowableOfType(
            PitwallException.class, () -> engine.engine().prepare(engine.session(), sql));
    assertThat(refused.code()).isEqualTo(code);
    assertThat(refused).hasMessageContaining(message);
    assertThat(refused.position())
        .hasValueSatisfying(at -> assertThat(at.column()).isEqualTo(column));
  }

  @Test
  void takesTheFieldsOfRowsAndTheEntriesOfMaps() {
    Schema sent = types(Fields.BIGINT, Fields.DATE, Fields.VARCHAR, Fields.TIMESTAMP_LTZ);
    assertThat(
            engine.rows(
                "SELECT ROW(CAST(? AS BIGINT), ROW(CAST(? AS DATE))),"
                    + " ARRAY[MAP[CAST(? AS VARCHAR), CAST(? AS TIMESTAMP_LTZ(6))]]",
                sent,
                1L,
                2,
                "seen",
                SECOND))
        .containsExactly(
            row(
                Map.of("EXPR$0", 1L, "EXPR$1", Map.of("EXPR$0", 2L)),
                List.of(Map.of("seen", SECOND))));
  }

  @Test
  void materializesNothingWithParameters() {
    assertThatThrownBy(() -> engine.engine().prepare(engine.session(), "MATERIALIZE stats FROM ?"))
        .isInstanceOfSatisfying(
            PitwallException.class,
            e -> assertThat(e.code().category()).isEqualTo(ErrorCategory.USER));
  }

  @Test
  void explainsAPlanWithParameters() {
    assertThat(engine.plan(drivers("driver_id = ? AND city = ?")))
        .anyMatch(line -> line.contains("?1") && line.contains("?2"));
  }

  @Test
  void wantsOneValueForEachParameter() {
    PreparedQuery query =
        engine.engine().prepare(engine.session(), drivers("driver_id = ? AND city = ?"));
    assertThatThrownBy(query::execute)
        .hasMessageContaining("has 2 parameters (?) and no values for them");
    assertThatThrownBy(() -> engine.rows(query, types(Fields.BIGINT), 1L))
        .hasMessageContaining("has 2 parameters, but 1 value was bound");
    PreparedQuery other = engine.engine().prepare(engine.session(), drivers("driver_id = ?"));
    try (VectorSchemaRoot row =
        Batches.of(engine.engine().allocator(), types(Fields.BIGINT), List.of(row(1L)))) {
      ParameterValues values = other.bind(row).get(0);
      assertThatThrownBy(() -> query.execute(values)).hasMessageContaining("other parameters");
    }
    assertThat(engine.rows(query, types(Fields.BIGINT, Fields.VARCHAR), 1L, "oslo")).hasSize(1);
  }

  @Test
  void concurrentRunsOfOneQueryKeepTheirOwnValues() {
    PreparedQuery query = engine.engine().prepare(engine.session(), drivers("driver_id = ?"));
    List<CompletableFuture<List<List<Object>>>> runs =
        IntStream.range(0, 60)
            .mapToObj(
                run ->
                    CompletableFuture.supplyAsync(
                        () -> engine.rows(query, types(Fields.BIGINT), 1L + run % 3)))
            .toList();
    for (int run = 0; run < runs.size(); run++) {
      assertThat(runs.get(run).join()).containsExactly(row(1L + run % 3));
    }
  }

  @Test
  void asksForANewPreparationWhenTheTypesChanged() {
    PreparedQuery query =
        engine.engine().prepare(engine.session(), "SELECT 1 FROM trips WHERE city = ?");
    assertThat(engine.rows(query, types(Fields.VARCHAR), "oslo")).hasSize(2);
    engine.table("towns", Fields.schema(Fields.of("city", Fields.BIGINT)), List.of(row(7L)));
    engine.update("CREATE OR REPLACE TABLE trips FROM DELTA 'towns'");
    assertThatThrownBy(() -> engine.rows(query, types(Fields.VARCHAR), "oslo"))
        .hasMessageContaining("prepare it again");
  }

  @Test
  void aPointInTimeJoinAsOfAParameter() {
    String sql =
        "SELECT s.driver_id, f.score FROM trips s"
            + " LEFT JOIN stats FOR SYSTEM_TIME AS OF CAST(? AS TIMESTAMP(6)) AS f"
            + " ON f.driver_id = s.driver_id ORDER BY s.driver_id";
    Schema sent = types(Fields.TIMESTAMP);
    assertThat(engine.rows(sql, sent, SECOND))
        .containsExactly(row(1, 0.1), row(2, 0.2), row(3, null));
    assertThat(engine.rows(sql, sent, 4 * SECOND))
        .containsExactly(row(1, 0.1), row(2, 0.2), row(3, 0.3));
    assertThat(engine.rows(sql, sent, (Object) null))
        .containsExactly(row(1, null), row(2, null), row(3, null));
  }

  @Test
  void anAsofJoinWithAParameter() {
    String sql =
        "SELECT s.driver_id, f.score FROM trips s LEFT ASOF JOIN stats f"
            + " MATCH_CONDITION f.event_ts <= s.at_ts ON f.driver_id = s.driver_id"
            + " WHERE s.driver_id > ? ORDER BY s.driver_id";
    assertThat(engine.rows(sql, types(Fields.BIGINT), 1L))
        .containsExactly(row(2, 0.2), row(3, null));
    assertThat(engine.rows(sql, types(Fields.BIGINT), 2L)).containsExactly(row(3, null));
  }

  @Test
  void correlatedAndAggregatedParameters() {
    String sql =
        "SELECT s.driver_id, (SELECT MAX(f.score) FROM stats f"
            + " WHERE f.driver_id = s.driver_id AND f.event_ts < ?) AS best, CAST(? AS VARCHAR) || s.city"
            + " FROM trips s GROUP BY s.driver_id, s.city HAVING COUNT(*) >= ? ORDER BY 1";
    Schema sent = types(Fields.TIMESTAMP, Fields.VARCHAR, Fields.BIGINT);
    assertThat(engine.rows(sql, sent, 2 * SECOND, "in ", 1L))
        .containsExactly(row(1, 0.1, "in oslo"), row(2, 0.2, "in bergen"), row(3, null, "in oslo"));
    assertThat(engine.rows(sql, sent, SECOND, "", 1L))
        .containsExactly(row(1, 0.1, "oslo"), row(2, null, "bergen"), row(3, null, "oslo"));
    assertThat(engine.rows(sql, sent, SECOND, "", 2L)).isEmpty();
  }

  @Test
  void idiomsWithParametersGiveTheSameAnswer() {
    String sql =
        "SELECT driver_id, score FROM (SELECT s.driver_id, f.score, ROW_NUMBER() OVER"
            + " (PARTITION BY s.driver_id, s.at_ts ORDER BY f.event_ts DESC) AS n FROM trips s"
            + " LEFT JOIN stats f ON f.driver_id = s.driver_id AND f.event_ts <= s.at_ts"
            + " AND f.score > ?) WHERE n = CAST(? AS BIGINT) ORDER BY driver_id";
    Schema sent = types(Fields.DOUBLE, Fields.BIGINT);
    assertThat(engine.rows(sql, sent, 0.15, 1L))
        .containsExactly(row(1, null), row(2, 0.2), row(3, null));
    assertThat(engine.rows(sql, sent, 0.0, 1L))
        .containsExactly(row(1, 0.1), row(2, 0.2), row(3, null));
    assertThat(engine.rows(sql, sent, 0.0, 2L)).isEmpty();
  }
}
