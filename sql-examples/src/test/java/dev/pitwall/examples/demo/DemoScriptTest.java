package dev.pitwall.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pitwall.testkit.batch.Batches;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the SQL files; the training set's own test is {@code TrainingSetTest}. */
class DemoScriptTest {
  private static final int FLIGHTS = 336_776;

  @TempDir static Path home;

  private static FlightsEngine flights;

  @BeforeAll
  static void open() {
    flights = new FlightsEngine(home);
  }

  @AfterAll
  static void close() {
    flights.close();
  }

  @Test
  void everyFileHasATest() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("sql"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(
              Arrays.stream(DemoScript.values()).map(DemoScript::file).toList());
    }
  }

  @Test
  void definitionsCanBeAppliedAgain() {
    DemoScript.DEFINITIONS.statements(flights.data()).forEach(sql -> rows(sql));
    assertThat(rows("SHOW FEATURE VIEWS")).hasSize(3);
    assertThat(rows("SHOW FEATURE SERVICES")).hasSize(1);
  }

  @Test
  void trainingSetReadsAllViewsInOneJoin() {
    String plan = rows("EXPLAIN " + DemoScript.TRAINING_SET.statement(flights.data())).toString();
    assertThat(plan).containsOnlyOnce("PointInTimeJoin");
    assertThat(plan).contains("airport_weather", "plane_history", "carrier_delays");
  }

  @Test
  void asOfJoinKeepsEveryFlightAndSeesWeatherOfTheLastTwoHours() {
    long[] counts = new long[2];
    flights.run(
        DemoScript.ASOF_JOIN.statement(flights.data()),
        batch -> {
          for (List<Object> row : Batches.rows(batch)) {
            counts[0]++;
            if (row.get(4) != null) {
              counts[1]++;
              long age = (Long) row.get(0) - (Long) row.get(4);
              assertThat(age).isBetween(0L, TimeUnit.HOURS.toMicros(2));
            }
          }
        });
    assertThat(counts[0]).isEqualTo(FLIGHTS);
    assertThat(counts[1]).isGreaterThan(FLIGHTS * 9 / 10);
  }

  @Test
  void looksUpWhatWasMaterialized() {
    DemoScript.MATERIALIZE.statements(flights.data()).forEach(sql -> rows(sql));
    List<String> lookups = DemoScript.ONLINE_LOOKUP.statements(flights.data());
    assertThat(lookups).hasSize(3);
    List<List<Object>> planes = rows(lookups.get(0));
    assertThat(planes)
        .extracting(row -> row.get(0) + " " + row.get(5))
        .containsExactlyInAnyOrder("N14228 PRESENT", "N24211 PRESENT", "NOSUCH NOT_FOUND");
    assertThat(latestDestination("N14228"))
        .isEqualTo(
            planes.stream().filter(row -> row.get(0).equals("N14228")).findFirst().get().get(4));
    assertThat(rows(lookups.get(1))).extracting(row -> row.get(4)).containsOnly("PRESENT");
    assertThat(rows(lookups.get(2)))
        .hasSize(3)
        .extracting(row -> row.get(4))
        .containsOnly("OUTSIDE_MAX_AGE");
  }

  private static Object latestDestination(String tailnum) {
    return rows("SELECT last_dest FROM plane_history WHERE tailnum = '"
            + tailnum
            + "' ORDER BY event_ts DESC LIMIT 1")
        .get(0)
        .get(0);
  }

  private static List<List<Object>> rows(String sql) {
    List<List<Object>> rows = new ArrayList<>();
    flights.run(sql, batch -> rows.addAll(Batches.rows(batch)));
    return rows;
  }
}
