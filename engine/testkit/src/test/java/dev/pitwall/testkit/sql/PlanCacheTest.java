package dev.pitwall.testkit.sql;

import static dev.pitwall.testkit.batch.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pitwall.core.cache.CacheStatistics;
import dev.pitwall.core.query.result.PreparedQuery;
import dev.pitwall.core.session.QuerySession;
import dev.pitwall.testkit.batch.Fields;
import dev.pitwall.testkit.engine.TestEngine;
import dev.pitwall.testkit.store.StoreLayout;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a plan is used again, and that it never gives an old answer. */
class PlanCacheTest {
  private static final Schema STATS =
      Fields.schema(
          Fields.of("driver_id", Fields.BIGINT),
          Fields.of("event_ts", Fields.TIMESTAMP),
          Fields.of("rate", Fields.DOUBLE));
  private static final Schema TRIPS =
      Fields.schema(Fields.of("driver_id", Fields.BIGINT), Fields.of("at_ts", Fields.TIMESTAMP));
  private static final String TRAINING_SET =
      "SELECT s.at_ts, f.rate FROM trips s LEFT JOIN stats FOR SYSTEM_TIME AS OF s.at_ts AS f"
          + " ON f.driver_id = s.driver_id ORDER BY s.at_ts";

  @TempDir private Path directory;
  @AutoClose private TestEngine engine;

  @BeforeEach
  void open() {
    engine = new TestEngine(directory, StoreLayout.regular(4, 3));
    engine.table("stats", STATS, List.of(row(1L, 50L, 0.5)));
    engine.table("trips", TRIPS, List.of(row(1L, 70L)));
    engine.update("CREATE ENTITY driver (driver_id BIGINT)");
    engine.update("CREATE FEATURE VIEW stats ENTITY driver TIMESTAMP event_ts FROM DELTA 'stats'");
    engine.update("CREATE TABLE trips FROM DELTA 'trips'");
  }

  @Test
  void plansTheSameQueryOnce() {
    for (int run = 0; run < 3; run++) {
      assertThat(engine.rows(TRAINING_SET)).containsExactly(row(70L, 0.5));
    }
    assertThat(statistics()).isEqualTo(plans(2, 1, 1));
  }

  @Test
  void seesANewCommitOfEitherTable() {
    assertThat(engine.rows(TRAINING_SET)).containsExactly(row(70L, 0.5));
    engine.append("stats", List.of(row(1L, 60L, 0.6)));
    assertThat(engine.rows(TRAINING_SET)).containsExactly(row(70L, 0.6));
    engine.append("trips", List.of(row(1L, 55L)));
    assertThat(engine.rows(TRAINING_SET)).containsExactly(row(55L, 0.5), row(70L, 0.6));
    assertThat(statistics()).isEqualTo(plans(0, 3, 1));
  }

  @Test
  void aPreparedQuerySeesWhatWasCommittedBeforeEachRun() {
    PreparedQuery query = engine.engine().prepare(engine.session(), TRAINING_SET);
    engine.append("stats", List.of(row(1L, 60L, 0.6)));
    assertThat(rows(query)).containsExactly(row(70L, 0.6));
    assertThat(rows(query)).containsExactly(row(70L, 0.6));
    engine.append("stats", List.of(row(1L, 65L, 0.65)));
    assertThat(rows(query)).containsExactly(row(70L, 0.65));
  }

  @Test
  void keepsToTheVersionAsked() {
    engine.update("CREATE TABLE earliest FROM DELTA 'stats' OPTIONS (version = 0)");
    String sql = "SELECT COUNT(*) FROM earliest";
    assertThat(engine.rows(sql)).containsExactly(row(1L));
    engine.append("stats", List.of(row(1L, 60L, 0.6)));
    assertThat(engine.rows(sql)).containsExactly(row(1L));
    assertThat(statistics().hits()).isEqualTo(1);
  }

  @Test
  void seesAChangedView() {
    assertThat(engine.rows(TRAINING_SET)).containsExactly(row(70L, 0.5));
    engine.update(
        "CREATE OR REPLACE FEATURE VIEW stats ENTITY driver TIMESTAMP event_ts"
            + " TTL INTERVAL '0.000010' SECOND(9, 6) FROM DELTA 'stats'");
    assertThat(engine.rows(TRAINING_SET)).containsExactly(row(70L, null));
  }

  @Test
  void honoursChangedSettings() {
    String leaking = "SELECT s.at_ts FROM trips s JOIN stats f ON f.driver_id = s.driver_id";
    assertThat(engine.rows(leaking)).hasSize(1);
    engine.update("SET leakage = 'error'");
    assertThatThrownBy(() -> engine.rows(leaking)).hasMessageContaining("refused");
    String instant = "SELECT CAST(TIMESTAMP '2024-07-01 12:00:00' AS TIMESTAMP_LTZ(6))";
    List<List<Object>> utc = engine.rows(instant);
    engine.update("SET time_zone = 'Asia/Tokyo'");
    assertThat(engine.rows(instant)).isNotEqualTo(utc);
  }

  @Test
  void theClockGoesOn() {
    String sql = "SELECT CURRENT_TIMESTAMP, COUNT(*) FROM trips GROUP BY CURRENT_TIMESTAMP";
    Object first = engine.rows(sql).get(0).get(0);
    Object later = engine.rows(sql).get(0).get(0);
    while (later.equals(first)) {
      later = engine.rows(sql).get(0).get(0);
    }
    assertThat((Long) later).isGreaterThan((Long) first);
    assertThat(statistics().misses()).isEqualTo(1);
  }

  @Test
  void keepsNoPlanOfATemporaryTableAndNoneThatItHides() {
    String sql = "SELECT driver_id FROM trips";
    assertThat(engine.rows(sql)).containsExactly(row(1L));
    engine.update("CREATE TEMPORARY TABLE trips AS SELECT 7 AS driver_id");
    assertThat(engine.rows(sql)).containsExactly(row(7));
    engine.update("CREATE OR REPLACE TEMPORARY TABLE trips AS SELECT 8 AS driver_id");
    assertThat(engine.rows(sql)).containsExactly(row(8));
    engine.update("DROP TABLE trips");
    assertThat(engine.rows(sql)).containsExactly(row(1L));
  }

  @Test
  void sharesPlansBetweenTheSessionsOfOneUserOnly() {
    engine.rows(TRAINING_SET);
    try (QuerySession same = engine.engine().openSession("test");
        QuerySession other = engine.engine().openSession("other")) {
      rows(engine.engine().prepare(same, TRAINING_SET));
      assertThat(statistics()).isEqualTo(plans(1, 1, 1));
      rows(engine.engine().prepare(other, TRAINING_SET));
      assertThat(statistics()).isEqualTo(plans(1, 2, 2));
    }
  }

  @Test
  void onePlanRunsManyTimesAtOnce() {
    String sql =
        "SELECT s.at_ts, f.rate * 2 AS twice, RANK() OVER (ORDER BY s.at_ts) AS n FROM trips s"
            + " LEFT JOIN stats FOR SYSTEM_TIME AS OF s.at_ts AS f ON f.driver_id = s.driver_id"
            + " WHERE s.driver_id > 0";
    engine.rows(sql);
    List<CompletableFuture<List<List<Object>>>> runs =
        IntStream.range(0, 16)
            .mapToObj(
                run ->
                    CompletableFuture.supplyAsync(
                        () -> rows(engine.engine().prepare(engine.session(), sql))))
            .toList();
    runs.forEach(run -> assertThat(run.join()).containsExactly(row(70L, 1.0, 1L)));
    assertThat(statistics().misses()).isEqualTo(1);
  }

  private CacheStatistics statistics() {
    return engine.cache("plans");
  }

  private static CacheStatistics plans(long hits, long misses, long kept) {
    return new CacheStatistics("plans", hits, misses, kept, OptionalLong.empty());
  }

  private static List<List<Object>> rows(PreparedQuery query) {
    return TestEngine.rows(query.execute());
  }
}
