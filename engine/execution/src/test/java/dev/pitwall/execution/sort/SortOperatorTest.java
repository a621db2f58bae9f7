package dev.pitwall.execution.sort;

import static dev.pitwall.execution.fixture.Fields.bool;
import static dev.pitwall.execution.fixture.Fields.decimal;
import static dev.pitwall.execution.fixture.Fields.float64;
import static dev.pitwall.execution.fixture.Fields.int64;
import static dev.pitwall.execution.fixture.Fields.schema;
import static dev.pitwall.execution.fixture.Fields.text;
import static dev.pitwall.execution.fixture.Rows.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pitwall.execution.driver.RunningQuery;
import dev.pitwall.execution.fixture.QueryTest;
import dev.pitwall.execution.fixture.Rows;
import dev.pitwall.execution.plan.PhysicalPlan;
import dev.pitwall.execution.plan.SortPlan;
import dev.pitwall.execution.plan.UnionPlan;
import dev.pitwall.execution.plan.ValuesPlan;
import dev.pitwall.execution.plan.term.SortKey;
import dev.pitwall.execution.plan.term.SortKey.Direction;
import dev.pitwall.execution.plan.term.SortKey.Nulls;
import dev.pitwall.spi.error.ErrorCode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.apache.arrow.vector.types.pojo.Field;
import org.junit.jupiter.api.Test;

class SortOperatorTest extends QueryTest {
  private static final long ALL = Long.MAX_VALUE;

  private static SortKey key(int column, Direction direction, Nulls nulls) {
    return new SortKey(column, direction, nulls);
  }

  private List<Object> sortedColumn(
      Field field, Direction direction, Nulls nulls, Object... values) {
    ValuesPlan input =
        new ValuesPlan(schema(field), List.of(values).stream().map(v -> row(unwrap(v))).toList());
    return run(new SortPlan(input, List.of(key(0, direction, nulls)), 0, ALL)).stream()
        .map(row -> row.get(0))
        .toList();
  }

  /** Lists cannot hold null. */
  private static Object unwrap(Object value) {
    return "NULL".equals(value) ? null : value;
  }

  @Test
  void ordersIntegersBothWaysWithNullsWhereAsked() {
    assertThat(sortedColumn(int64("n"), Direction.ASCENDING, Nulls.FIRST, 3L, "NULL", -1L, 2L))
        .containsExactly(null, -1L, 2L, 3L);
    assertThat(sortedColumn(int64("n"), Direction.ASCENDING, Nulls.LAST, 3L, "NULL", -1L, 2L))
        .containsExactly(-1L, 2L, 3L, null);
    assertThat(sortedColumn(int64("n"), Direction.DESCENDING, Nulls.FIRST, 3L, "NULL", -1L))
        .containsExactly(null, 3L, -1L);
    assertThat(sortedColumn(int64("n"), Direction.DESCENDING, Nulls.LAST, 3L, "NULL", -1L))
        .containsExactly(3L, -1L, null);
  }

  @Test
  void ordersDoublesAsJavaDoes() {
    assertThat(
            sortedColumn(
                float64("d"),
                Direction.ASCENDING,
                Nulls.LAST,
                Double.NaN,
                0.0,
                -0.0,
                Double.NEGATIVE_INFINITY,
                1e300,
                -5.5))
        .containsExactly(Double.NEGATIVE_INFINITY, -5.5, -0.0, 0.0, 1e300, Double.NaN);
  }

  @Test
  void ordersTextByCodePointAndDecimalsByValue() {
    assertThat(
            sortedColumn(text("s"), Direction.ASCENDING, Nulls.LAST, "b", "", "é", "ab", "a", "😀"))
        .containsExactly("", "a", "ab", "b", "é", "😀");
    assertThat(
            sortedColumn(
                decimal("d", 38, 1),
                Direction.ASCENDING,
                Nulls.LAST,
                new BigDecimal("2.0"),
                new BigDecimal("-2.0"),
                new BigDecimal("99999999999999999999999.9"),
                new BigDecimal("-99999999999999999999999.9"),
                new BigDecimal("0.1")))
        .containsExactly(
            new BigDecimal("-99999999999999999999999.9"),
            new BigDecimal("-2.0"),
            new BigDecimal("0.1"),
            new BigDecimal("2.0"),
            new BigDecimal("99999999999999999999999.9"));
    assertThat(sortedColumn(bool("b"), Direction.ASCENDING, Nulls.LAST, true, false))
        .containsExactly(false, true);
  }

  @Test
  void laterKeysDecideTiesAndFullTiesKeepTheirOrder() {
    ValuesPlan input =
        new ValuesPlan(
            schema(text("a"), int64("b"), int64("position")),
            List.of(
                row("x", 1L, 1L),
                row("y", 2L, 2L),
                row("x", 2L, 3L),
                row("x", 1L, 4L),
                row("y", 2L, 5L)));
    List<SortKey> keys =
        List.of(key(0, Direction.DESCENDING, Nulls.LAST), key(1, Direction.ASCENDING, Nulls.LAST));
    assertThat(run(new SortPlan(input, keys, 0, ALL)))
        .containsExactly(
            row("y", 2L, 2L),
            row("y", 2L, 5L),
            row("x", 1L, 1L),
            row("x", 1L, 4L),
            row("x", 2L, 3L));
    assertThat(run(new SortPlan(input, keys, 1, 2)))
        .containsExactly(row("y", 2L, 5L), row("x", 1L, 1L));
    assertThat(run(new SortPlan(input, keys, 9, 2))).isEmpty();
  }

  private static List<List<Object>> random(int count, int distinct, long seed) {
    Random random = new Random(seed);
    List<List<Object>> rows = new ArrayList<>();
    for (long i = 0; i < count; i++) {
      rows.add(row((long) random.nextInt(distinct), i));
    }
    return rows;
  }

  @Test
  void manyRowsAreStable() {
    List<List<Object>> rows = random(100_000, 1_000, 1);
    ValuesPlan input = new ValuesPlan(schema(int64("k"), int64("position")), rows);
    List<List<Object>> expected = new ArrayList<>(rows);
    expected.sort(Comparator.comparing(row -> (Long) row.get(0)));
    SortKey key = key(0, Direction.ASCENDING, Nulls.LAST);
    assertThat(run(new SortPlan(input, List.of(key), 0, ALL))).isEqualTo(expected);
  }

  @Test
  void theFirstFewOfManyNeedLittleMemory() {
    List<List<Object>> rows = random(600_000, 100, 2);
    PhysicalPlan input = new ValuesPlan(schema(int64("k"), int64("position")), rows);
    List<List<Object>> expected = new ArrayList<>(rows);
    expected.sort(Comparator.comparing(row -> (Long) row.get(0)));
    SortPlan plan = new SortPlan(input, List.of(key(0, Direction.ASCENDING, Nulls.LAST)), 3, 10);
    try (RunningQuery query = start(plan, 16L << 20)) {
      assertThat(Rows.drain(query)).isEqualTo(expected.subList(3, 13));
    }
  }

  @Test
  void sortingNothing() {
    PhysicalPlan nothing = new UnionPlan(List.of(), schema(int64("k")));
    assertThat(run(new SortPlan(nothing, List.of(key(0, Direction.ASCENDING, Nulls.LAST)), 0, ALL)))
        .isEmpty();
  }

  @Test
  void overTheMemoryLimitItFails() {
    ValuesPlan input =
        new ValuesPlan(schema(int64("k"), int64("position")), random(100_000, 10, 3));
    SortPlan plan = new SortPlan(input, List.of(key(0, Direction.ASCENDING, Nulls.LAST)), 0, ALL);
    try (RunningQuery query = start(plan, 3L << 20)) {
      assertThatThrownBy(query::next).extracting("code").isEqualTo(ErrorCode.MEMORY_LIMIT_EXCEEDED);
    }
  }
}
