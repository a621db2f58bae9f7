package dev.pitwall.testkit.sql;

import static dev.pitwall.testkit.batch.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.testkit.batch.Fields;
import dev.pitwall.testkit.engine.TestEngine;
import dev.pitwall.testkit.store.StoreLayout;
import java.nio.file.Path;
import java.util.List;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** FOR VERSION AS OF and FOR TIMESTAMP AS OF, wherever a table is named. */
class TimeTravelSqlTest {
  private static final long HOUR = 3_600_000_000L;
  private static final Schema STATS =
      Fields.schema(
          Fields.of("driver_id", Fields.BIGINT),
          Fields.of("event_ts", Fields.TIMESTAMP),
          Fields.of("rate", Fields.BIGINT));
  private static final Schema TRIPS =
      Fields.schema(Fields.of("driver_id", Fields.BIGINT), Fields.of("at_ts", Fields.TIMESTAMP));

  @TempDir private Path directory;
  @AutoClose private TestEngine engine;

  /** In version v the rate of driver 1 is v; the spine has v + 1 rows. */
  @BeforeEach
  void open() {
    engine = new TestEngine(directory, StoreLayout.regular(4, 3));
    engine.table("stats", STATS, List.of(row(1L, HOUR, 0L)));
    engine.table("trips", TRIPS, List.of(row(1L, 9 * HOUR)));
    for (long version = 1; version <= 3; version++) {
      engine.append("stats", List.of(row(1L, HOUR, version)));
      engine.append("trips", List.of(row(1L, 9 * HOUR)));
    }
    engine.update("CREATE ENTITY driver (driver_id BIGINT)");
    engine.update("CREATE FEATURE VIEW stats ENTITY driver TIMESTAMP event_ts FROM DELTA 'stats'");
    engine.update("CREATE TABLE trips FROM DELTA 'trips'");
  }

  private PitwallException failureOf(String sql) {
    PitwallException failure = catchThrowableOfType(PitwallException.class, () -> engine.rows(sql));
    assertThat(failure).as(sql).isNotNull();
    return failure;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT MAX(rate) FROM stats FOR VERSION AS OF 2",
        "SELECT MAX(stats.rate) FROM features.stats FOR VERSION AS OF 2",
        "SELECT MAX(s.rate) FROM Stats FOR VERSION AS OF 2 AS s",
        "SELECT MAX(s.rate) FROM stats FOR VERSION AS OF 2 s WHERE s.driver_id = 1",
        "SELECT COUNT(*) - 1 FROM trips FOR VERSION AS OF 2",
        "SELECT COUNT(*) - 1 FROM lake.trips FOR VERSION AS OF 2 AS t (a, b) WHERE a = 1",
        "WITH w AS (SELECT * FROM stats FOR VERSION AS OF 2) SELECT MAX(rate) FROM w",
        "SELECT (SELECT MAX(rate) FROM stats FOR VERSION AS OF 2)",
        "SELECT MAX(rate) FROM stats WHERE rate IN (SELECT rate FROM stats FOR VERSION AS OF 2)",
        "SELECT f.rate FROM trips FOR VERSION AS OF 0 AS t LEFT JOIN stats FOR VERSION AS OF 2 FOR"
            + " SYSTEM_TIME AS OF t.at_ts AS f ON f.driver_id = t.driver_id",
        "SELECT stats.rate FROM trips FOR VERSION AS OF 0 LEFT JOIN stats FOR VERSION AS OF 2 FOR"
            + " SYSTEM_TIME AS OF trips.at_ts ON stats.driver_id = trips.driver_id",
        "SELECT f.rate FROM trips FOR VERSION AS OF 0 AS t LEFT ASOF JOIN stats FOR VERSION AS OF 2"
            + " AS f MATCH_CONDITION f.event_ts <= t.at_ts ON f.driver_id = t.driver_id",
        "SELECT (SELECT f.rate FROM stats FOR VERSION AS OF 2 AS f WHERE f.driver_id = t.driver_id"
            + " AND f.event_ts <= t.at_ts ORDER BY f.event_ts DESC, f.rate DESC LIMIT 1)"
            + " FROM trips FOR VERSION AS OF 0 AS t",
        "SELECT rate - 0 FROM TABLE(POINT_IN_TIME(SPINE => (SELECT * FROM trips FOR VERSION AS OF 0),"
            + " AT => DESCRIPTOR(at_ts), FEATURES => ARRAY['stats:rate'])) AS p WHERE rate <> 2"
            + " UNION ALL SELECT 2"
      })
  void readsTheVersion(String sql) {
    List<List<Object>> rows = engine.rows(sql);
    assertThat(rows.get(rows.size() - 1)).isEqualTo(row(2));
  }

  @Test
  void readsSeveralVersionsAtOnce() {
    String sql =
        "SELECT MAX(a.rate), MAX(b.rate), MAX(c.rate) FROM stats FOR VERSION AS OF 0 AS a"
            + " JOIN stats FOR VERSION AS OF 1 AS b ON a.driver_id = b.driver_id"
            + " JOIN stats AS c ON a.driver_id = c.driver_id";
    assertThat(engine.rows(sql)).containsExactly(row(0, 1, 3));
    engine.append("stats", List.of(row(1L, HOUR, 4L)));
    assertThat(engine.rows(sql)).containsExactly(row(0, 1, 4));
  }

  @Test
  void keepsPlansOfVersions() {
    String sql = "SELECT MAX(rate) FROM stats FOR VERSION AS OF 1";
    engine.rows(sql);
    engine.append("stats", List.of(row(1L, HOUR, 4L)));
    long hits = engine.cache("plans").hits();
    assertThat(engine.rows(sql)).containsExactly(row(1));
    assertThat(engine.cache("plans").hits()).isEqualTo(hits + 1);
  }

  @Test
  void readsTheNewestVersionOfThen() {
    for (int version = 0; version <= 3; version++) {
      String then = engine.committedAt("stats", version).toString();
      assertThat(engine.rows("SELECT MAX(rate) FROM stats FOR TIMESTAMP AS OF '" + then + "'"))
          .containsExactly(row(version));
      String literal = then.replace('T', ' ').replace("Z", "");
      assertThat(
              engine.rows(
                  "SELECT MAX(rate) FROM stats FOR TIMESTAMP AS OF TIMESTAMP '" + literal + "'"))
          .containsExactly(row(version));
    }
    assertThat(engine.rows("SELECT MAX(rate) FROM stats FOR TIMESTAMP AS OF '2999-01-01 00:00:00'"))
        .containsExactly(row(3));
  }

  @Test
  void takesTheVersionOfTheQueryBeforeThatOfTheDefinition() {
    engine.update("CREATE TABLE early FROM DELTA 'trips' OPTIONS (version = 0)");
    assertThat(engine.rows("SELECT COUNT(*) FROM early FOR VERSION AS OF 1"))
        .containsExactly(row(2));
  }

  @Test
  void showsTheVersionInThePlan() {
    assertThat(engine.plan("SELECT rate FROM stats FOR VERSION AS OF 1").toString())
        .contains("Scan [table=stats, version=1");
  }

  @Test
  void doesNotAnswerFromTheOnlineStore() {
    engine.update("MATERIALIZE stats");
    engine.update("SET online_freshness = INTERVAL '1' DAY");
    String join =
        "SELECT f.rate FROM trips AS t LEFT JOIN stats%s FOR SYSTEM_TIME AS OF CURRENT_TIMESTAMP AS"
            + " f ON f.driver_id = t.driver_id";
    assertThat(engine.plan(join.formatted("")).toString()).contains("OnlineLookup");
    assertThat(engine.plan(join.formatted(" FOR VERSION AS OF 1")).toString())
        .doesNotContain("OnlineLookup")
        .contains("the query names a version of it");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          SELECT * FROM stats FOR VERSION AS OF 7 | VERSION_NOT_FOUND | 39 | 7
          SELECT * FROM stats FOR TIMESTAMP AS OF '1999-01-01 00:00:00' | VERSION_NOT_FOUND | 41 | stats
          SELECT * FROM stats FOR TIMESTAMP AS OF 'yesterday' | INVALID_VALUE | 41 | not 'yesterday'
          SELECT * FROM stats FOR VERSION AS OF ? | NOT_SUPPORTED | 39 | takes a whole number from 0, as in 3, not a parameter
          SELECT * FROM stats FOR TIMESTAMP AS OF ? | NOT_SUPPORTED | 41 | not a parameter
          SELECT * FROM stats FOR VERSION AS OF 1.5 | INVALID_STATEMENT | 39 | takes a whole number
          SELECT * FROM stats FOR VERSION AS OF -1 | INVALID_VALUE | 39 | version is a whole number from 0, not -1
          SELECT * FROM stats FOR TIMESTAMP AS OF CURRENT_TIMESTAMP | INVALID_STATEMENT | 41 | takes a timestamp in UTC
          SELECT * FROM stat FOR VERSION AS OF 1 | TABLE_NOT_FOUND | 15 | did you mean stats?
          SELECT * FROM online.stats FOR VERSION AS OF 1 | NOT_SUPPORTED | 15 | online.stats has no versions
          SELECT * FROM registry.features FOR VERSION AS OF 1 | NOT_SUPPORTED | 15 | registry.features has no versions
          SELECT * FROM t FOR VERSION AS OF 1 | NOT_SUPPORTED | 15 | t has no versions
          SELECT rat FROM stats FOR VERSION AS OF 1 | COLUMN_NOT_FOUND | 8 | there is no column rat; did you mean rate?
          SELECT * FROM stats FOR VERSION OF 1 | SYNTAX_ERROR | 33 | found OF, expected AS
          """)
  void refuses(String sql, ErrorCode code, int column, String message) {
    engine.update("CREATE TEMPORARY TABLE t AS SELECT 1 AS a");

    PitwallException failure = failureOf(sql);

    assertThat(failure.userMessage()).contains(message);
    assertThat(failure.code()).isEqualTo(code);
    assertThat(failure.position().orElseThrow().column()).isEqualTo(column);
  }
}
