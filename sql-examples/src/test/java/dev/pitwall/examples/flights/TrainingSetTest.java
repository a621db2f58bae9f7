package dev.pitwall.examples.flights;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pitwall.examples.demo.DemoScript;
import dev.pitwall.examples.demo.FlightsEngine;
import dev.pitwall.execution.plan.term.MatchPolicy;
import dev.pitwall.testkit.batch.Batches;
import dev.pitwall.testkit.oracle.FeatureRow;
import dev.pitwall.testkit.oracle.Match;
import dev.pitwall.testkit.oracle.NaivePointInTimeJoin;
import dev.pitwall.testkit.oracle.SpineRow;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks the training set, all rows and all views, against the oracle. */
class TrainingSetTest {
  @TempDir static Path home;

  private static FlightsEngine engine;

  /** The expected rows by carrier, flight and scheduled departure, which tell flights apart. */
  private static Map<List<Object>, List<Object>> expected;

  @BeforeAll
  static void open() {
    engine = new FlightsEngine(home);
    expected = expected(FlightTables.all());
  }

  @AfterAll
  static void close() {
    engine.close();
  }

  @Test
  void joinsAsTheOracleDoes() {
    assertAnswer(DemoScript.TRAINING_SET.statement(engine.data()));
  }

  @Test
  void functionAnswersTheSame() {
    assertAnswer(DemoScript.TRAINING_SET_FUNCTION.statement(engine.data()));
  }

  @Test
  void matchesMostFlightsInEveryView() {
    List<Integer> features = List.of(7, 14, 18);
    for (int column : features) {
      long matched = expected.values().stream().filter(row -> row.get(column) != null).count();
      assertThat(matched).isGreaterThan(expected.size() * 9L / 10);
    }
  }

  private static void assertAnswer(String sql) {
    Map<List<Object>, List<Object>> missing = new HashMap<>(expected);
    List<List<Object>> different = new ArrayList<>();
    engine.run(
        sql,
        batch -> {
          for (List<Object> row : Batches.rows(batch)) {
            if (!row.equals(missing.remove(key(row)))) {
              different.add(row);
            }
          }
        });
    assertThat(different).as("rows the oracle does not have").isEmpty();
    assertThat(missing.values()).as("rows of the oracle only").isEmpty();
  }

  private static List<Object> key(List<Object> row) {
    return List.of(row.get(3), row.get(4), row.get(0));
  }

  private static Map<List<Object>, List<Object>> expected(List<TableData> tables) {
    TableData spine = tables.get(3);
    List<List<Object>> rows =
        spine.rows().stream()
            .map(row -> (List<Object>) new ArrayList<>(Batches.row(row.toArray())))
            .toList();
    add(rows, spine, tables.get(0), "origin", "event_ts", weather());
    add(rows, spine, tables.get(1), "tailnum", "event_ts", unbounded(MatchPolicy.Cutoff.NONE));
    add(
        rows,
        spine,
        tables.get(2),
        "carrier",
        "created_ts",
        unbounded(MatchPolicy.Cutoff.KNOWN_BY));
    Map<List<Object>, List<Object>> byKey = new HashMap<>();
    rows.forEach(row -> byKey.put(key(row), row));
    assertThat(byKey).hasSameSizeAs(rows);
    return byKey;
  }

  /** Appends a view's features, which are the columns behind the last timestamp, to the rows. */
  private static void add(
      List<List<Object>> rows,
      TableData spine,
      TableData view,
      String key,
      String lastTimestamp,
      MatchPolicy policy) {
    int keyColumn = spine.column(key);
    int firstFeature = view.column(lastTimestamp) + 1;
    int width = view.schema().getFields().size();
    List<SpineRow> spineRows =
        rows.stream()
            .map(
                row ->
                    new SpineRow(Collections.singletonList(row.get(keyColumn)), (Long) row.get(0)))
            .toList();
    List<FeatureRow> features =
        IntStream.range(0, view.rows().size())
            .mapToObj(i -> feature(view.rows().get(i), i, firstFeature))
            .toList();
    for (Match match : NaivePointInTimeJoin.joinByKey(spineRows, features, policy)) {
      List<Object> values =
          match
              .feature()
              .map(row -> view.rows().get((int) row.rowId()).subList(firstFeature, width))
              .orElse(Collections.nCopies(width - firstFeature, null));
      rows.get(match.spineRow()).addAll(Batches.row(values.toArray()));
    }
  }

  private static MatchPolicy weather() {
    return new MatchPolicy(
        MatchPolicy.Bound.INCLUSIVE,
        OptionalLong.of(TimeUnit.HOURS.toMicros(6)),
        MatchPolicy.Cutoff.NONE,
        MatchPolicy.Unmatched.KEEP);
  }

  private static MatchPolicy unbounded(MatchPolicy.Cutoff cutoff) {
    return new MatchPolicy(
        MatchPolicy.Bound.INCLUSIVE, OptionalLong.empty(), cutoff, MatchPolicy.Unmatched.KEEP);
  }

  private static FeatureRow feature(List<Object> row, int rowId, int firstFeature) {
    Long created = firstFeature == 3 ? (Long) row.get(2) : null;
    return new FeatureRow(Collections.singletonList(row.get(0)), (Long) row.get(1), created, rowId);
  }
}
