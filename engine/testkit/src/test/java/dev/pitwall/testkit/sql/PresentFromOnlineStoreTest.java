package dev.pitwall.testkit.sql;

import static dev.pitwall.testkit.batch.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pitwall.testkit.batch.Fields;
import dev.pitwall.testkit.engine.TestEngine;
import dev.pitwall.testkit.store.ObservedOnlineStore;
import dev.pitwall.testkit.store.StoreLayout;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a point-in-time join as of now is answered by the online store. */
class PresentFromOnlineStoreTest {
  private static final long MINUTE = 60_000_000L;
  private static final String NOW =
      "SELECT s.trip, f.driver_id, f.note, f.event_ts IS NULL, g.score FROM trips s"
          + " LEFT JOIN stats FOR SYSTEM_TIME AS OF CURRENT_TIMESTAMP AS f"
          + " ON f.driver_id = s.driver_id"
          + " LEFT JOIN scores FOR SYSTEM_TIME AS OF CURRENT_TIMESTAMP AS g"
          + " ON g.driver_id = s.driver_id ORDER BY s.trip";

  private final ObservedOnlineStore online = new ObservedOnlineStore();
  @TempDir private Path directory;
  @AutoClose private TestEngine engine;

  @BeforeEach
  void open() {
    long now = System.currentTimeMillis() * 1_000;
    engine = new TestEngine(directory, StoreLayout.regular(4, 3), online);
    engine.table(
        "stats",
        Fields.schema(
            Fields.of("driver_id", Fields.BIGINT),
            Fields.of("event_ts", Fields.TIMESTAMP),
            Fields.of("created_ts", Fields.TIMESTAMP),
            Fields.of("note", Fields.VARCHAR)),
        List.of(
            row(1L, now - 30 * MINUTE, now - 30 * MINUTE, "old"),
            row(1L, now - 20 * MINUTE, now - 20 * MINUTE, "new"),
            row(2L, now - 180 * MINUTE, now - 180 * MINUTE, "expired"),
            row(3L, now - 20 * MINUTE, now - 20 * MINUTE, null)));
    engine.table(
        "scores",
        Fields.schema(
            Fields.of("driver_id", Fields.BIGINT),
            Fields.of("event_ts", Fields.TIMESTAMP_LTZ),
            Fields.of("score", Fields.DOUBLE)),
        List.of(row(1L, now - 30 * MINUTE, 0.5), row(4L, now - 30 * MINUTE, 0.75)));
    engine.table(
        "trips",
        Fields.schema(Fields.of("trip", Fields.BIGINT), Fields.of("driver_id", Fields.BIGINT)),
        List.of(row(1L, 1L), row(2L, 2L), row(3L, 3L), row(4L, 4L), row(5L, null), row(6L, 1L)));
    engine.update("CREATE ENTITY driver (driver_id BIGINT)");
    engine.update(
        "CREATE FEATURE VIEW stats ENTITY driver TIMESTAMP event_ts CREATED created_ts"
            + " TTL INTERVAL '2' HOUR FROM DELTA 'stats'");
    engine.update(
        "CREATE FEATURE VIEW scores ENTITY driver TIMESTAMP event_ts FROM DELTA 'scores'");
    engine.update("CREATE TABLE trips FROM DELTA 'trips'");
  }

  private void materialize() {
    engine.update("MATERIALIZE stats, scores");
    engine.update("SET online_freshness = INTERVAL '1' HOUR");
  }

  private boolean isOnline(String query) {
    return engine.plan(query).stream().anyMatch(line -> line.contains("OnlineLookup"));
  }

  private List<String> notes(String query) {
    return engine.plan(query).stream().filter(line -> line.startsWith("--")).toList();
  }

  @Test
  void isOffUnlessAskedFor() {
    engine.update("MATERIALIZE stats, scores");
    assertThat(isOnline(NOW)).isFalse();
    assertThat(notes(NOW)).isEmpty();
    assertThat(online.keysLookedUp()).isZero();
  }

  @Test
  void givesTheAnswerOfTheHistory() {
    List<List<Object>> offline = engine.rows(NOW);
    assertThat(offline)
        .containsExactly(
            row(1, 1, "new", false, 0.5),
            row(2, null, null, true, null),
            row(3, 3, null, false, null),
            row(4, null, null, true, 0.75),
            row(5, null, null, true, null),
            row(6, 1, "new", false, 0.5));
    materialize();
    assertThat(engine.rows(NOW)).isEqualTo(offline);
    assertThat(online.keysLookedUp()).isEqualTo(12);
    assertThat(engine.plan(NOW))
        .noneMatch(line -> line.contains("PointInTimeJoin"))
        .filteredOn(line -> line.contains("OnlineLookup"))
        .singleElement()
        .asString()
        .contains("stats=keys(driver_id), features(note)", "scores=");
    assertThat(notes(NOW))
        .anyMatch(
            n ->
                n.matches(
                    "-- stats as of now is answered by the online store, materialized \\d+ s ago"));
  }

  @Test
  void dropsSpineRowsOfAnInnerJoin() {
    String inner = NOW.replace("LEFT JOIN stats", "JOIN stats");
    List<List<Object>> offline = engine.rows(inner);
    materialize();
    assertThat(isOnline(inner)).isTrue();
    assertThat(engine.rows(inner)).isEqualTo(offline).hasSize(3);
    engine.update("SET online_fallback = 'on'");
    assertThat(engine.rows(inner)).isEqualTo(offline);
  }

  @Test
  void readsTheHistoryOfAnotherTime() {
    materialize();
    String past = NOW.replace("CURRENT_TIMESTAMP", "(CURRENT_TIMESTAMP - INTERVAL '25' MINUTE)");
    assertThat(isOnline(past)).isFalse();
    assertThat(engine.rows(past).get(0)).isEqualTo(row(1, 1, "old", false, 0.5));
  }

  @Test
  void readsTheHistoryWhenTheStoreIsNotFreshEnough() {
    engine.update("SET online_freshness = '1h'");
    assertThat(notes(NOW))
        .contains("-- stats as of now is read from its history: it is not materialized");
    engine.update("MATERIALIZE scores");
    assertThat(isOnline(NOW)).isTrue();
    assertThat(engine.rows(NOW).get(0)).isEqualTo(row(1, 1, "new", false, 0.5));
    engine.update("MATERIALIZE stats TO TIMESTAMP '2020-01-01 00:00:00'");
    assertThat(notes(NOW))
        .anyMatch(note -> note.contains("days ago, and online_freshness is 60 min"));
    engine.update("MATERIALIZE stats");
    assertThat(engine.plan(NOW)).noneMatch(line -> line.contains("PointInTimeJoin"));
    engine.update("SET online_freshness = '0s'");
    assertThat(isOnline(NOW)).isFalse();
  }

  @Test
  void readsTheHistoryWhenOnlyARangeIsMaterialized() {
    engine.update("SET online_freshness = '1h'");
    engine.update("MATERIALIZE scores FROM TIMESTAMP '2020-01-01 00:00:00'");
    assertThat(notes(NOW))
        .contains(
            "-- scores as of now is read from its history:"
                + " rows before 2020-01-01T00:00:00Z are not materialized");
    engine.update("MATERIALIZE stats FROM TIMESTAMP '2020-01-01 00:00:00'");
    assertThat(isOnline(NOW)).isTrue(); // its TTL ends long after
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "JOIN stats FOR SYSTEM_TIME AS OF s.at_ts AS f ON f.driver_id = s.driver_id"
            + " AND f.created_ts <= s.at_ts | f.note | which rows were known by when",
        "JOIN stats FOR SYSTEM_TIME AS OF s.at_ts AS f ON f.driver_id = s.driver_id"
            + " AND f.created_ts <= CURRENT_TIMESTAMP | f.note | filtered or computed",
        "JOIN stats FOR SYSTEM_TIME AS OF s.at_ts AS f ON f.driver_id = s.driver_id"
            + " | f.created_ts | the online store has no created_ts",
        "ASOF JOIN stats AS f MATCH_CONDITION f.event_ts <= s.at_ts"
            + " ON f.driver_id = s.driver_id | f.note | by another length than its TTL",
      })
  void readsTheHistoryWhenTheAnswerCouldDiffer(String join, String column, String reason) {
    materialize();
    String query =
        "SELECT s.trip, "
            + column
            + " FROM (SELECT driver_id, trip, CURRENT_TIMESTAMP AS at_ts FROM trips) s "
            + join;
    assertThat(isOnline(query)).isFalse();
    assertThat(notes(query)).anyMatch(note -> note.contains(reason));
    assertThat(engine.rows(query)).isNotEmpty();
  }

  @Test
  void readsTheHistoryUnderAnotherTimeZone() {
    materialize();
    engine.update("SET time_zone = 'Europe/Berlin'");
    assertThat(isOnline(NOW)).isFalse();
    assertThat(notes(NOW)).anyMatch(note -> note.contains("SET time_zone = 'UTC'"));
  }

  @Test
  void mayLookForMissingKeysInTheHistory() {
    materialize();
    long now = System.currentTimeMillis() * 1_000;
    engine.append(
        "stats",
        List.of(row(4L, now - MINUTE, now, "joined"), row(1L, now - MINUTE, now, "newer")));
    assertThat(engine.rows(NOW).get(3)).isEqualTo(row(4, null, null, true, 0.75));
    engine.update("SET online_fallback = 'on'");
    assertThat(engine.rows(NOW))
        .containsExactly(
            row(1, 1, "new", false, 0.5),
            row(2, null, null, true, null),
            row(3, 3, null, false, null),
            row(4, 4, "joined", false, 0.75),
            row(5, null, null, true, null),
            row(6, 1, "new", false, 0.5));
    assertThat(notes(NOW)).anyMatch(note -> note.endsWith("; keys it has not, by the history"));
  }

  @Test
  void plansAnewWhenTheStoreIsFreshAgain() {
    engine.update("SET online_freshness = '1h'");
    engine.rows(NOW);
    assertThat(online.keysLookedUp()).isZero();
    engine.update("MATERIALIZE stats, scores");
    engine.rows(NOW);
    assertThat(online.keysLookedUp()).isEqualTo(12);
  }

  @Test
  void takesTheFunctionsPresent() {
    materialize();
    String function =
        "SELECT * FROM TABLE(POINT_IN_TIME(SPINE => TABLE trips, AT => NOW,"
            + " FEATURES => ARRAY['stats:note', 'scores:score'])) ORDER BY trip";
    assertThat(isOnline(function)).isTrue();
    assertThat(engine.rows(function).get(0)).isEqualTo(row(1, 1, "new", 0.5));
  }

  @Test
  void answersForAViewWithoutJoinKeys() {
    long now = System.currentTimeMillis() * 1_000;
    engine.table(
        "weather",
        Fields.schema(
            Fields.of("event_ts", Fields.TIMESTAMP_LTZ), Fields.of("degrees", Fields.DOUBLE)),
        List.of(row(now - 30 * MINUTE, 20.5), row(now - 60 * MINUTE, 19.5)));
    engine.update("CREATE ENTITY anybody");
    engine.update(
        "CREATE FEATURE VIEW weather ENTITY anybody TIMESTAMP event_ts FROM DELTA 'weather'");
    String function =
        "SELECT trip, note, degrees FROM TABLE(POINT_IN_TIME(SPINE => TABLE trips, AT => NOW,"
            + " FEATURES => ARRAY['weather:degrees', 'stats:note'])) WHERE trip < 3 ORDER BY trip";
    String join =
        "SELECT trip, degrees FROM trips JOIN weather FOR SYSTEM_TIME AS OF %s AS w ON TRUE"
            + " WHERE trip = 1";
    for (String freshness : List.of("off", "1h")) {
      engine.update("SET online_freshness = '" + freshness + "'");
      assertThat(engine.rows(function)).containsExactly(row(1, "new", 20.5), row(2, null, 20.5));
      assertThat(engine.rows(join.formatted("CURRENT_TIMESTAMP"))).containsExactly(row(1, 20.5));
      assertThat(engine.rows(join.formatted("(CURRENT_TIMESTAMP - INTERVAL '45' MINUTE)")))
          .containsExactly(row(1, 19.5));
      assertThat(engine.rows(join.formatted("TIMESTAMP '2020-01-01 00:00:00'"))).isEmpty();
      engine.update("MATERIALIZE weather, stats");
    }
    assertThat(engine.plan(function)).noneMatch(line -> line.contains("PointInTimeJoin"));
  }

  @Test
  void takesLengthsOfTimeOnly() {
    assertThatThrownBy(() -> engine.update("SET online_freshness = 'soon'"))
        .hasMessageContaining("online_freshness is a length of time such as '30s'");
    engine.update("SET online_freshness = '90 seconds'");
    assertThat(engine.session().settings().asText()).containsEntry("online_freshness", "90s");
    engine.update("SET online_freshness = 'off'");
    assertThat(engine.session().settings().asText()).containsEntry("online_freshness", "off");
  }
}
