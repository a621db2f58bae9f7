package dev.pitwall.testkit.sql;

import static dev.pitwall.testkit.batch.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pitwall.core.query.result.QueryResult;
import dev.pitwall.core.query.result.QueryWarning;
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
import org.junit.jupiter.params.provider.ValueSource;

/** Which queries are warned of, and which are not. */
class LeakageSqlTest {
  private static final Schema STATS =
      Fields.schema(
          Fields.of("driver_id", Fields.BIGINT),
          Fields.of("event_ts", Fields.TIMESTAMP),
          Fields.of("created_ts", Fields.TIMESTAMP),
          Fields.of("rate", Fields.DOUBLE));
  private static final Schema TRIPS =
      Fields.schema(
          Fields.of("trip_id", Fields.INTEGER),
          Fields.of("driver_id", Fields.BIGINT),
          Fields.of("at_ts", Fields.TIMESTAMP));
  private static final Schema WEATHER =
      Fields.schema(Fields.of("event_ts", Fields.TIMESTAMP), Fields.of("wind", Fields.DOUBLE));

  @TempDir private Path directory;
  @AutoClose private TestEngine engine;

  @BeforeEach
  void open() {
    engine = new TestEngine(directory, StoreLayout.regular(4, 3));
    engine.table("stats", STATS, List.of(row(1L, 5L, 6L, 0.5)));
    engine.table("trips", TRIPS, List.of(row(1, 1L, 7L)));
    engine.table("weather", WEATHER, List.of(row(5L, 3.5)));
    engine.update("CREATE ENTITY driver (driver_id BIGINT)");
    engine.update("CREATE ENTITY everything ()");
    String rest = " ENTITY driver TIMESTAMP event_ts CREATED created_ts FROM DELTA 'stats'";
    engine.update("CREATE FEATURE VIEW stats" + rest);
    engine.update("CREATE FEATURE VIEW ratings" + rest);
    engine.update(
        "CREATE FEATURE VIEW weather ENTITY everything TIMESTAMP event_ts FROM DELTA 'weather'");
    engine.update("CREATE TABLE trips FROM DELTA 'trips'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM trips s JOIN stats f ON f.driver_id = s.driver_id",
        "SELECT * FROM trips s LEFT JOIN stats f ON f.driver_id = s.driver_id",
        "SELECT * FROM stats f JOIN trips s USING (driver_id)",
        "SELECT * FROM trips s, stats f WHERE s.driver_id = f.driver_id",
        // A lower bound only, a bound by the row's own column, a bound by the whole day.
        "SELECT * FROM trips s JOIN stats f ON f.driver_id = s.driver_id AND f.event_ts >= s.at_ts",
        "SELECT * FROM trips s JOIN stats f"
            + " ON f.driver_id = s.driver_id AND f.event_ts <= f.created_ts",
        "SELECT * FROM trips s JOIN stats f ON f.driver_id = s.driver_id"
            + " AND CAST(f.event_ts AS DATE) <= CAST(s.at_ts AS DATE)",
        // One way around the bound.
        "SELECT * FROM trips s JOIN stats f ON f.driver_id = s.driver_id"
            + " AND (f.event_ts <= s.at_ts OR f.rate > 0)",
        // The newest row of all, whatever the trip's time.
        "SELECT * FROM trips s JOIN (SELECT driver_id, MAX(event_ts) AS m, MAX(rate) AS r"
            + " FROM stats GROUP BY driver_id) f ON f.driver_id = s.driver_id",
        "SELECT * FROM trips s JOIN (SELECT driver_id, MAX(event_ts) AS m FROM stats"
            + " GROUP BY driver_id) f ON f.driver_id = s.driver_id AND f.m <= s.at_ts",
        "SELECT * FROM trips s JOIN stats f ON f.driver_id = s.driver_id JOIN"
            + " (SELECT driver_id, MAX(event_ts) AS m FROM stats GROUP BY driver_id) g"
            + " ON g.driver_id = f.driver_id AND g.m = f.event_ts",
        "SELECT * FROM trips s JOIN (SELECT * FROM stats f QUALIFY ROW_NUMBER() OVER"
            + " (PARTITION BY driver_id ORDER BY event_ts DESC) = 1) f"
            + " ON f.driver_id = s.driver_id",
        // The bound comes after the future was looked at.
        "SELECT * FROM (SELECT s.trip_id, s.at_ts, f.event_ts, ROW_NUMBER() OVER"
            + " (PARTITION BY s.trip_id ORDER BY f.event_ts DESC) AS n FROM trips s JOIN stats f"
            + " ON f.driver_id = s.driver_id) WHERE n = 1 AND event_ts <= at_ts",
        "SELECT s.trip_id, MAX(f.rate) FROM trips s JOIN stats f ON f.driver_id = s.driver_id"
            + " GROUP BY s.trip_id",
        "SELECT s.trip_id, (SELECT MAX(f.rate) FROM stats f WHERE f.driver_id = s.driver_id)"
            + " FROM trips s",
        "SELECT * FROM trips s WHERE EXISTS"
            + " (SELECT 1 FROM stats f WHERE f.driver_id = s.driver_id)",
        "SELECT * FROM trips s WHERE s.driver_id IN (SELECT driver_id FROM stats)",
        "SELECT * FROM trips s JOIN (SELECT driver_id, event_ts FROM stats UNION ALL"
            + " SELECT driver_id, event_ts FROM stats) f ON f.driver_id = s.driver_id",
        // The bound says nothing of the rows that an outer join keeps.
        "SELECT * FROM trips s JOIN (SELECT f.driver_id, f.rate FROM stats f LEFT JOIN trips t"
            + " ON f.event_ts <= t.at_ts) f ON f.driver_id = s.driver_id",
        "SELECT * FROM stats f JOIN online.stats o ON f.driver_id = o.driver_id",
        "SELECT * FROM trips s, weather w",
        "SELECT * FROM trips s LEFT JOIN weather w ON w.wind > 1",
        // Matched by the time of writing: what is matched may lie in the future.
        "SELECT * FROM trips s ASOF JOIN stats f MATCH_CONDITION f.event_ts >= s.at_ts"
            + " ON f.driver_id = s.driver_id",
        "SELECT * FROM trips s ASOF JOIN stats f MATCH_CONDITION f.created_ts <= s.at_ts"
            + " ON f.driver_id = s.driver_id",
      })
  void warns(String sql) {
    assertThat(warnings(sql)).hasSize(1);
    assertThat(warnings(sql).get(0).sqlState()).isEqualTo(QueryWarning.LEAKAGE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM stats",
        "SELECT driver_id, MAX(rate) FROM stats GROUP BY driver_id",
        "SELECT * FROM stats WHERE driver_id = 1",
        "SELECT * FROM trips s JOIN stats FOR SYSTEM_TIME AS OF s.at_ts"
            + " ON stats.driver_id = s.driver_id",
        "SELECT * FROM trips s LEFT JOIN stats FOR SYSTEM_TIME AS OF s.at_ts AS f"
            + " ON f.driver_id = s.driver_id LEFT JOIN ratings FOR SYSTEM_TIME AS OF s.at_ts AS g"
            + " ON g.driver_id = f.driver_id",
        // Ahead of the trip, but written down before it: a forecast.
        "SELECT * FROM trips s ASOF JOIN stats f MATCH_CONDITION f.event_ts >= s.at_ts"
            + " AND f.created_ts <= s.at_ts ON f.driver_id = s.driver_id",
        "SELECT * FROM trips s ASOF JOIN stats f MATCH_CONDITION f.event_ts < s.at_ts"
            + " ON f.driver_id = s.driver_id",
        "SELECT * FROM TABLE(POINT_IN_TIME(SPINE => TABLE trips, AT => DESCRIPTOR(at_ts),"
            + " FEATURES => ARRAY['stats:rate']))",
        // A view as the spine of another, once and twice.
        "SELECT * FROM stats s LEFT JOIN ratings FOR SYSTEM_TIME AS OF s.event_ts AS f"
            + " ON f.driver_id = s.driver_id",
        "SELECT * FROM stats s JOIN ratings f ON f.driver_id = s.driver_id"
            + " AND f.event_ts <= s.event_ts",
        "SELECT * FROM stats s JOIN ratings f ON f.driver_id = s.driver_id AND"
            + " f.event_ts <= s.event_ts JOIN stats g ON g.driver_id = f.driver_id AND"
            + " g.event_ts <= s.event_ts",
        "SELECT * FROM trips s JOIN stats f ON f.driver_id = s.driver_id"
            + " AND f.event_ts <= s.at_ts",
        "SELECT * FROM trips s JOIN stats f ON f.driver_id = s.driver_id"
            + " WHERE s.at_ts > f.event_ts",
        "SELECT * FROM trips s JOIN stats f ON f.driver_id = s.driver_id AND f.event_ts"
            + " BETWEEN s.at_ts - INTERVAL '1' DAY AND s.at_ts",
        "SELECT * FROM trips s JOIN stats f ON f.driver_id = s.driver_id"
            + " AND f.event_ts + INTERVAL '1' DAY <= s.at_ts",
        "SELECT * FROM trips s JOIN stats f ON f.driver_id = s.driver_id"
            + " AND NOT (f.event_ts > s.at_ts)",
        "SELECT * FROM trips s JOIN stats f ON f.driver_id = s.driver_id"
            + " AND (f.event_ts < s.at_ts OR f.event_ts = s.at_ts)",
        "SELECT * FROM trips s JOIN stats f ON f.driver_id = s.driver_id"
            + " AND CAST(f.event_ts AS TIMESTAMP(6) WITH LOCAL TIME ZONE) <= s.at_ts",
        "SELECT * FROM trips s JOIN stats f ON f.driver_id = s.driver_id"
            + " WHERE f.event_ts <= TIMESTAMP '2024-01-01 00:00:00'",
        "SELECT * FROM trips s JOIN (SELECT driver_id, MAX(rate) FROM stats"
            + " WHERE event_ts <= TIMESTAMP '2024-01-01 00:00:00' GROUP BY driver_id) f"
            + " ON f.driver_id = s.driver_id",
        "SELECT * FROM trips s JOIN stats f ON f.driver_id = s.driver_id AND"
            + " f.event_ts BETWEEN TIMESTAMP '2023-01-01 00:00:00' AND"
            + " TIMESTAMP '2024-01-01 00:00:00'",
        "SELECT s.trip_id, MAX(f.rate) FROM trips s JOIN stats f ON f.driver_id = s.driver_id"
            + " AND f.event_ts <= s.at_ts GROUP BY s.trip_id",
        "SELECT s.trip_id, (SELECT MAX(f.rate) FROM stats f WHERE f.driver_id = s.driver_id"
            + " AND f.event_ts <= s.at_ts) FROM trips s",
        "SELECT * FROM trips s WHERE EXISTS (SELECT 1 FROM stats f"
            + " WHERE f.driver_id = s.driver_id AND f.event_ts <= s.at_ts)",
        // The handwritten spellings of a point-in-time join.
        "SELECT * FROM trips s JOIN stats f ON f.driver_id = s.driver_id AND f.event_ts <= s.at_ts"
            + " QUALIFY ROW_NUMBER() OVER (PARTITION BY s.trip_id ORDER BY f.event_ts DESC) = 1",
        "SELECT * FROM trips s JOIN (SELECT driver_id, rate, event_ts, LEAD(event_ts) OVER"
            + " (PARTITION BY driver_id ORDER BY event_ts) AS until_ts FROM stats) f"
            + " ON f.driver_id = s.driver_id AND s.at_ts >= f.event_ts AND s.at_ts < f.until_ts",
        // The newest row of each driver, which meets nobody.
        "SELECT * FROM stats f JOIN (SELECT driver_id, MAX(event_ts) AS m FROM stats"
            + " GROUP BY driver_id) g ON g.driver_id = f.driver_id AND g.m = f.event_ts",
        "SELECT * FROM trips s LEFT JOIN online.stats o ON o.driver_id = s.driver_id",
        "SELECT * FROM trips s JOIN stats f ON f.rate > s.trip_id",
        "SELECT * FROM trips s JOIN weather w ON w.event_ts <= s.at_ts",
        "SELECT * FROM trips s LEFT JOIN weather FOR SYSTEM_TIME AS OF s.at_ts AS w ON TRUE",
      })
  void doesNotWarn(String sql) {
    assertThat(warnings(sql)).isEmpty();
  }

  @Test
  void saysWhichJoinWhatIsMissingAndWhatToDo() {
    assertThat(message("SELECT * FROM trips s JOIN stats f ON f.driver_id = s.driver_id"))
        .isEqualTo(
            "feature view stats meets lake.trips on driver_id without an upper bound on event_ts,"
                + " so rows can see features of their own future; join it as"
                + " stats FOR SYSTEM_TIME AS OF a timestamp of lake.trips, or require"
                + " event_ts <= that timestamp");
    assertThat(
            message(
                "SELECT * FROM trips s JOIN (SELECT driver_id, MAX(rate) AS r FROM stats"
                    + " GROUP BY driver_id) f ON f.driver_id = s.driver_id"))
        .endsWith("or require event_ts <= that timestamp before it is aggregated");
    assertThat(message("SELECT * FROM trips s, weather w"))
        .startsWith("feature view weather meets lake.trips without an upper bound on event_ts");
  }

  @Test
  void namesBothOfTwoViewsThatMeet() {
    assertThat(message("SELECT * FROM stats f JOIN ratings g ON f.driver_id = g.driver_id"))
        .startsWith("feature view stats meets ratings on driver_id");
  }

  @Test
  void namesEveryViewThatLeaks() {
    List<QueryWarning> warnings =
        warnings(
            "SELECT * FROM trips s JOIN stats f ON f.driver_id = s.driver_id"
                + " JOIN ratings g ON g.driver_id = s.driver_id");
    assertThat(warnings)
        .extracting(warning -> warning.message().split(" without", 2)[0])
        .containsExactly(
            "feature view stats meets lake.trips on driver_id",
            "feature view ratings meets lake.trips on driver_id");
  }

  @Test
  void refusesWhenTheSessionSaysSo() {
    String sql = "SELECT * FROM trips s JOIN stats f ON f.driver_id = s.driver_id";
    engine.update("SET leakage = 'error'");
    PitwallException refused = catchThrowableOfType(PitwallException.class, () -> engine.rows(sql));
    assertThat(refused.code()).isEqualTo(ErrorCode.LEAKAGE);
    assertThat(refused).hasMessageStartingWith("feature view stats meets lake.trips");
    engine.update("SET leakage = 'off'");
    assertThat(warnings(sql)).isEmpty();
    engine.update("RESET leakage");
    assertThat(warnings(sql)).hasSize(1);
  }

  @Test
  void tellsOfItInEveryAnswer() {
    String query = "SELECT s.trip_id FROM trips s JOIN stats f ON f.driver_id = s.driver_id";
    assertThat(answerWarnings(query)).hasSize(1);
    assertThat(answerWarnings("CREATE TEMPORARY TABLE t AS " + query)).hasSize(1);
    assertThat(engine.plan(query).get(engine.plan(query).size() - 1))
        .startsWith("-- warning: feature view stats meets lake.trips");
    assertThat(engine.rows("EXPLAIN ANALYZE " + query).toString()).contains("-- warning: feature");
  }

  private List<QueryWarning> warnings(String sql) {
    return engine.engine().prepare(engine.session(), sql).warnings();
  }

  private List<QueryWarning> answerWarnings(String sql) {
    try (QueryResult result = engine.engine().execute(engine.session(), sql)) {
      return result.warnings();
    }
  }

  private String message(String sql) {
    List<QueryWarning> warnings = warnings(sql);
    assertThat(warnings).hasSize(1);
    return warnings.get(0).message();
  }
}
