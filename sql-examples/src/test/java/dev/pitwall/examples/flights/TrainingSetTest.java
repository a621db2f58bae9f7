package dev.pitwall.examples.flights;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pitwall.execution.plan.MatchPolicy;
import dev.pitwall.execution.plan.MatchPolicy.Bound;
import dev.pitwall.execution.plan.MatchPolicy.Cutoff;
import dev.pitwall.execution.plan.MatchPolicy.Unmatched;
import dev.pitwall.testkit.oracle.FeatureRow;
import dev.pitwall.testkit.oracle.Match;
import dev.pitwall.testkit.oracle.NaivePointInTimeJoin;
import dev.pitwall.testkit.oracle.SpineRow;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingSetTest {
  private static final int FLIGHTS = 336_776;
  private static final long DAY_MICROS = Duration.ofDays(1).toMillis() * 1_000;

  private static Sample sample;

  @BeforeAll
  static void open(@TempDir Path directory) {
    sample = new Sample(directory);
  }

  @AfterAll
  static void close() {
    sample.close();
  }

  @Test
  void answersAsTheOracleDoes() {
    List<List<Object>> spine =
        sample.rows(
            "SELECT sched_dep, origin, carrier, flight, tailnum, dest, arrived_late FROM flights");
    List<List<Object>> weather =
        matches(
            spine,
            1,
            "SELECT origin, event_ts, CAST(NULL AS TIMESTAMP_LTZ(6)), temp, wind_speed, precip,"
                + " visib FROM airport_weather",
            OptionalLong.empty(),
            Cutoff.NONE);
    List<List<Object>> planes =
        matches(
            spine,
            4,
            "SELECT tailnum, event_ts, CAST(NULL AS TIMESTAMP_LTZ(6)), last_arr_delay,"
                + " flights_today, mean_delay_7d FROM plane_history",
            OptionalLong.of(30 * DAY_MICROS),
            Cutoff.NONE);
    List<List<Object>> carriers =
        matches(
            spine,
            2,
            "SELECT carrier, event_ts, created_ts, mean_dep_delay, cancel_share FROM"
                + " carrier_delays",
            OptionalLong.of(DAY_MICROS),
            Cutoff.KNOWN_BY);
    List<List<Object>> expected = new ArrayList<>();
    for (int i = 0; i < spine.size(); i++) {
      List<Object> row = new ArrayList<>(spine.get(i).subList(0, 6));
      row.addAll(weather.get(i));
      row.addAll(planes.get(i));
      row.addAll(carriers.get(i));
      row.add(spine.get(i).get(6));
      expected.add(row);
    }

    List<List<Object>> answer = sample.run("training_set.sql").get(0);

    assertThat(answer).hasSize(FLIGHTS);
    assertThat(counts(answer).equals(counts(expected))).isTrue();
    assertThat(expected).anyMatch(row -> row.get(6) != null && row.get(10) != null);
    assertThat(expected).anyMatch(row -> row.get(13) != null);
  }

  @Test
  void everyExampleRuns() throws Exception {
    try (Stream<Path> files = Files.list(Path.of("flights"))) {
      List<String> scripts = files.map(file -> file.getFileName().toString()).sorted().toList();

      assertThat(scripts).contains("training_set.sql", "online_lookup.sql").hasSizeGreaterThan(4);
      for (String script : scripts) {
        assertThat(sample.run(script)).as(script).isNotEmpty();
      }
    }
  }

  @Test
  void theFunctionKeepsEveryFlight() {
    assertThat(sample.run("training_set_function.sql"))
        .allSatisfy(rows -> assertThat(rows).hasSize(FLIGHTS));
  }

  @Test
  void looksUpTheNewestWeather() {
    assertThat(sample.run("online_lookup.sql").get(1))
        .extracting(row -> row.get(0))
        .containsExactlyInAnyOrder("EWR", "JFK", "LGA");
  }

  /** The features of each spine row's match; NULLs where there is none. */
  private static List<List<Object>> matches(
      List<List<Object>> spine, int key, String sql, OptionalLong timeToLive, Cutoff cutoff) {
    List<List<Object>> table = sample.rows(sql);
    List<FeatureRow> features = new ArrayList<>();
    for (List<Object> row : table) {
      features.add(
          new FeatureRow(
              Arrays.asList(row.get(0)), (Long) row.get(1), (Long) row.get(2), features.size()));
    }
    List<SpineRow> keys =
        spine.stream()
            .map(row -> new SpineRow(Arrays.asList(row.get(key)), (Long) row.get(0)))
            .toList();
    MatchPolicy policy = new MatchPolicy(Bound.INCLUSIVE, timeToLive, cutoff, Unmatched.KEEP);
    List<Object> nothing = Arrays.asList(new Object[table.get(0).size() - 3]);
    List<List<Object>> found = new ArrayList<>();
    for (Match match : NaivePointInTimeJoin.joinByKey(keys, features, policy)) {
      found.add(
          match
              .feature()
              .map(f -> table.get((int) f.rowId()).subList(3, table.get(0).size()))
              .orElse(nothing));
    }
    return found;
  }

  private static Map<List<Object>, Integer> counts(List<List<Object>> rows) {
    Map<List<Object>, Integer> counts = new HashMap<>();
    rows.forEach(row -> counts.merge(row, 1, Integer::sum));
    return counts;
  }
}
