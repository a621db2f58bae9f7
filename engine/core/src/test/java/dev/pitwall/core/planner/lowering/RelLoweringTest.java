package dev.pitwall.core.planner.lowering;

import static dev.pitwall.core.planner.lowering.LoweringHarness.micros;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pitwall.core.function.DatetimeText;
import dev.pitwall.spi.error.PitwallException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.type.SqlTypeName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RelLoweringTest {
  private static final long BASE = micros("2020-01-01 00:00:00.123456");

  private final List<List<?>> events = events();
  private final LoweringHarness sql =
      new LoweringHarness().table("e", RelLoweringTest::eventType, events);

  /** Timestamps a microsecond or so apart, so that a millisecond would hide the difference. */
  private static List<List<?>> events() {
    Random random = new Random(42);
    List<List<?>> rows = new ArrayList<>();
    rows.add(Arrays.asList(0L, null, null, null));
    for (long id = 1; id <= 60; id++) {
      long ts = BASE + random.nextInt(-20, 20);
      rows.add(List.of(id, ts, ts + random.nextInt(-2, 3), random.nextInt(18_260, 18_265)));
    }
    return rows;
  }

  private static RelDataType eventType(RelDataTypeFactory types) {
    return types
        .builder()
        .add("id", SqlTypeName.BIGINT)
        .add("ts", SqlTypeName.TIMESTAMP, 6)
        .nullable(true)
        .add("z", SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE, 6)
        .nullable(true)
        .add("d", SqlTypeName.DATE)
        .nullable(true)
        .build();
  }

  private LongStream timestamps() {
    return events.stream().filter(row -> row.get(1) != null).mapToLong(row -> (Long) row.get(1));
  }

  private static String literal(long micros) {
    return "TIMESTAMP '" + DatetimeText.timestampText(micros, 6) + "'";
  }

  private long single(String query) {
    return ((Number) sql.query(query).get(0).get(0)).longValue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ts", "z"})
  void filtersToTheMicrosecond(String column) {
    int field = column.equals("ts") ? 1 : 2;
    for (long bound = BASE - 3; bound <= BASE + 3; bound++) {
      long limit = bound;
      long expected =
          events.stream()
              .filter(row -> row.get(field) != null && (Long) row.get(field) <= limit)
              .count();
      assertThat(single("SELECT COUNT(*) FROM e WHERE " + column + " <= " + literal(bound)))
          .isEqualTo(expected);
    }
  }

  @Test
  void searchesListsAndRangesToTheMicrosecond() {
    String list = literal(BASE) + ", " + literal(BASE + 1) + ", " + literal(BASE + 7);
    assertThat(single("SELECT COUNT(*) FROM e WHERE ts IN (" + list + ")"))
        .isEqualTo(
            timestamps().filter(ts -> ts == BASE || ts == BASE + 1 || ts == BASE + 7).count());
    assertThat(single("SELECT COUNT(*) FROM e WHERE ts NOT IN (" + list + ")"))
        .isEqualTo(
            timestamps().filter(ts -> ts != BASE && ts != BASE + 1 && ts != BASE + 7).count());
    assertThat(
            single(
                "SELECT COUNT(*) FROM e WHERE ts >= %s AND ts < %s OR ts IS NULL"
                    .formatted(literal(BASE - 1), literal(BASE + 2))))
        .isEqualTo(1 + timestamps().filter(ts -> ts >= BASE - 1 && ts < BASE + 2).count());
  }

  @Test
  void joinsInstantsWithTimestamps() {
    long expected =
        events.stream()
            .filter(left -> left.get(1) != null)
            .mapToLong(left -> events.stream().filter(r -> left.get(1).equals(r.get(2))).count())
            .sum();

    assertThat(expected).isPositive();
    assertThat(single("SELECT COUNT(*) FROM e a JOIN e b ON a.ts = b.z")).isEqualTo(expected);
  }

  @Test
  void aggregatesAndSorts() {
    assertThat(
            sql.query(
                    "SELECT MIN(ts), MAX(ts), COUNT(ts), MIN(d), MAX(ts) FILTER (WHERE id < 5) FROM e")
                .get(0))
        .isEqualTo(
            Arrays.asList(
                timestamps().min().getAsLong(),
                timestamps().max().getAsLong(),
                60L,
                18_260,
                events.subList(1, 5).stream()
                    .mapToLong(row -> (Long) row.get(1))
                    .max()
                    .getAsLong()));
    assertThat(sql.query("SELECT ts FROM e WHERE ts IS NOT NULL ORDER BY ts DESC LIMIT 10"))
        .extracting(row -> row.get(0))
        .isEqualTo(
            timestamps()
                .boxed()
                .sorted(Comparator.reverseOrder())
                .limit(10)
                .map(Object.class::cast)
                .toList());
    assertThat(sql.query("SELECT d, COUNT(*) FROM e GROUP BY GROUPING SETS ((d), ())")).hasSize(7);
  }

  @Test
  void unitesDatesTimestampsAndInstants() {
    assertThat(sql.query("SELECT d FROM e WHERE id = 1 UNION ALL SELECT ts FROM e WHERE id = 2"))
        .extracting(row -> row.get(0))
        .containsExactly((Integer) events.get(1).get(3) * 86_400_000_000L, events.get(2).get(1));
    assertThat(sql.query("SELECT ts FROM e INTERSECT SELECT z FROM e")).isNotEmpty();
  }

  @Test
  void framesWindowsByIntervals() {
    List<List<Object>> rows =
        sql.query(
            "SELECT ts, COUNT(*) OVER (ORDER BY ts RANGE BETWEEN INTERVAL '0.000003' SECOND"
                + " PRECEDING AND CURRENT ROW) FROM e WHERE ts IS NOT NULL");

    for (List<Object> row : rows) {
      long ts = (Long) row.get(0);
      assertThat(row.get(1)).isEqualTo(timestamps().filter(t -> t >= ts - 3 && t <= ts).count());
    }
    assertThat(
            sql.query(
                "SELECT COUNT(*) OVER (ORDER BY d RANGE INTERVAL '1' DAY PRECEDING) FROM e WHERE"
                    + " d IS NOT NULL"))
        .hasSize(60);
  }

  @Test
  void findsTheLatestBefore() {
    List<List<Object>> rows =
        sql.query(
            "SELECT a.ts, (SELECT MAX(b.ts) FROM e b WHERE b.ts < a.ts - INTERVAL '0.000002' SECOND)"
                + " FROM e a WHERE a.ts IS NOT NULL");

    assertThat(rows).hasSize(60);
    for (List<Object> row : rows) {
      long ts = (Long) row.get(0);
      var latest = timestamps().filter(t -> t < ts - 2).max();
      assertThat(row.get(1)).isEqualTo(latest.isPresent() ? latest.getAsLong() : null);
    }
  }

  @Test
  void lowersInsideArraysMapsAndRows() {
    assertThat(
            sql.query(
                "SELECT u.x FROM e, UNNEST(ARRAY[ts, ts + INTERVAL '0.000001' SECOND]) AS u(x) WHERE"
                    + " id = 1"))
        .extracting(row -> row.get(0))
        .containsExactly(events.get(1).get(1), (Long) events.get(1).get(1) + 1);
    assertThat(sql.value("MAP['a', DATE '1970-01-02']['a']")).isEqualTo(1);
    assertThat(
            sql.query(
                "SELECT x, o FROM UNNEST(ARRAY[DATE '1970-01-03']) WITH ORDINALITY AS u(x, o)"))
        .containsExactly(List.of(2, 1));
  }

  @Test
  void computesValuesThatAreNoLiterals() {
    assertThat(
            sql.query(
                "SELECT * FROM (VALUES (TIMESTAMP WITH LOCAL TIME ZONE '2020-01-01 00:00:00', DATE"
                    + " '1970-01-02'), (NULL, NULL)) AS v(x, y)"))
        .containsExactlyInAnyOrder(
            List.of(micros("2020-01-01 00:00:00"), 1), Arrays.asList(null, null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT ts, z, d, ts + INTERVAL '1' DAY AS later FROM e",
        "SELECT CAST(d AS VARCHAR) AS t, CURRENT_TIMESTAMP AS n, (ts - z) DAY AS i FROM e",
        "SELECT d, MAX(z) AS m FROM e GROUP BY d HAVING MAX(z) > TIMESTAMP '2020-01-01 00:00:00'",
        "SELECT ARRAY[ts] AS a, MAP[d, z] AS m, ROW(ts, d) AS r FROM e",
        "SELECT a.ts AS x, b.z AS y FROM e a LEFT JOIN e b ON a.d = b.d AND b.z < a.ts"
      })
  void leavesNoDatetimeBehindAndKeepsNamesAndNullability(String query) {
    RelNode plan = sql.plan(query);
    RelNode lowered = sql.lower(plan);

    assertThat(lowered.getRowType())
        .isEqualTo(new TypeLowering(sql.types()).lower(plan.getRowType()));
    assertThat(lowered.getRowType().getFieldNames()).isEqualTo(plan.getRowType().getFieldNames());
    assertThat(lowered.getRowType().getFullTypeString())
        .doesNotContain("TIMESTAMP", "DATE", "INTERVAL");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          SELECT * FROM TABLE(TUMBLE(TABLE e, DESCRIPTOR(ts), INTERVAL '1' DAY)) | LogicalTableFunctionScan is not supported
          SELECT COUNT(*) OVER (ORDER BY d RANGE INTERVAL '1' MONTH PRECEDING) FROM e | a window frame of months or years is not supported
          SELECT COUNT(*) OVER (ORDER BY d RANGE INTERVAL '1' HOUR PRECEDING) FROM e | a window frame of parts of a day over dates is not supported
          """)
  void refuses(String query, String message) {
    assertThatThrownBy(() -> sql.query(query))
        .isInstanceOf(PitwallException.class)
        .hasMessageStartingWith(message);
  }
}
