package dev.pitwall.execution.aggregate;

import static dev.pitwall.execution.fixture.Fields.bool;
import static dev.pitwall.execution.fixture.Fields.decimal;
import static dev.pitwall.execution.fixture.Fields.float32;
import static dev.pitwall.execution.fixture.Fields.float64;
import static dev.pitwall.execution.fixture.Fields.int32;
import static dev.pitwall.execution.fixture.Fields.int64;
import static dev.pitwall.execution.fixture.Fields.schema;
import static dev.pitwall.execution.fixture.Fields.text;
import static dev.pitwall.execution.fixture.Rows.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pitwall.execution.driver.RunningQuery;
import dev.pitwall.execution.fixture.QueryTest;
import dev.pitwall.execution.plan.AggregatePlan;
import dev.pitwall.execution.plan.PhysicalPlan;
import dev.pitwall.execution.plan.ValuesPlan;
import dev.pitwall.execution.plan.term.AggregateCall;
import dev.pitwall.execution.plan.term.AggregateCall.Distinctness;
import dev.pitwall.execution.plan.term.AggregateCall.Function;
import dev.pitwall.spi.error.ErrorCode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.LongStream;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;

class AggregateOperatorTest extends QueryTest {
  private static final AggregateCall COUNT_ALL =
      new AggregateCall(Function.COUNT, Distinctness.ALL, OptionalInt.empty(), OptionalInt.empty());

  private static AggregateCall call(Function function, int argument) {
    return new AggregateCall(
        function, Distinctness.ALL, OptionalInt.of(argument), OptionalInt.empty());
  }

  private static AggregateCall distinct(Function function, int argument) {
    return new AggregateCall(
        function, Distinctness.DISTINCT, OptionalInt.of(argument), OptionalInt.empty());
  }

  private static AggregatePlan aggregate(
      PhysicalPlan input, List<Integer> groups, List<AggregateCall> calls, Field... results) {
    List<Field> fields = new ArrayList<>();
    groups.forEach(group -> fields.add(input.schema().getFields().get(group)));
    fields.addAll(List.of(results));
    return new AggregatePlan(input, groups, calls, new Schema(fields));
  }

  private final ValuesPlan sales =
      new ValuesPlan(
          schema(text("city"), int64("n"), bool("big"), decimal("price", 10, 2)),
          List.of(
              row("Oslo", 1L, true, new BigDecimal("1.10")),
              row("Rome", 2L, false, new BigDecimal("2.20")),
              row("Oslo", 3L, null, null),
              row(null, 4L, true, new BigDecimal("4.40")),
              row("Oslo", 3L, true, new BigDecimal("-0.10")),
              row(null, null, true, new BigDecimal("0.60"))));

  @Test
  void groupsWithNullAsAGroupOfItsOwn() {
    AggregatePlan plan =
        aggregate(
            sales,
            List.of(0),
            List.of(
                COUNT_ALL,
                call(Function.COUNT, 1),
                call(Function.SUM, 1),
                call(Function.MIN, 1),
                call(Function.MAX, 1),
                call(Function.SUM, 3)),
            int64("rows"),
            int64("count"),
            int64("sum"),
            int64("min"),
            int64("max"),
            decimal("price", 38, 2));
    assertThat(run(plan))
        .containsExactly(
            row("Oslo", 3L, 3L, 7L, 1L, 3L, new BigDecimal("1.00")),
            row("Rome", 1L, 1L, 2L, 2L, 2L, new BigDecimal("2.20")),
            row(null, 2L, 1L, 4L, 4L, 4L, new BigDecimal("5.00")));
  }

  @Test
  void distinctAndFilterWorkTogether() {
    AggregateCall filtered =
        new AggregateCall(
            Function.SUM, Distinctness.DISTINCT, OptionalInt.of(1), OptionalInt.of(2));
    AggregatePlan plan =
        aggregate(
            sales,
            List.of(0),
            List.of(distinct(Function.COUNT, 1), distinct(Function.SUM, 1), filtered),
            int64("count"),
            int64("sum"),
            int64("filtered"));
    assertThat(run(plan))
        .containsExactly(row("Oslo", 2L, 4L, 4L), row("Rome", 1L, 2L, null), row(null, 1L, 4L, 4L));
  }

  @Test
  void aDistinctValueFirstSeenInAFilteredRowStillCounts() {
    ValuesPlan input =
        new ValuesPlan(
            schema(int64("n"), bool("keep")),
            List.of(row(7L, false), row(7L, true), row(7L, true)));
    AggregateCall call =
        new AggregateCall(
            Function.COUNT, Distinctness.DISTINCT, OptionalInt.of(0), OptionalInt.of(1));
    assertThat(run(aggregate(input, List.of(), List.of(call), int64("c"))))
        .containsExactly(row(1L));
  }

  @Test
  void withoutGroupsThereIsOneRowEvenOfNothing() {
    ValuesPlan nothing = new ValuesPlan(sales.schema(), List.of());
    List<AggregateCall> calls =
        List.of(
            COUNT_ALL,
            call(Function.SUM, 1),
            call(Function.MAX, 0),
            call(Function.ANY_VALUE, 3),
            call(Function.SUM, 3));
    Field[] results = {int64("c"), int64("s"), text("m"), decimal("a", 10, 2), decimal("p", 38, 2)};
    assertThat(run(aggregate(nothing, List.of(), calls, results)))
        .containsExactly(row(0L, null, null, null, null));
    assertThat(run(aggregate(nothing, List.of(0), calls, results))).isEmpty();
    assertThat(run(aggregate(sales, List.of(), calls, results)))
        .containsExactly(row(6L, 13L, "Rome", new BigDecimal("1.10"), new BigDecimal("8.20")));
  }

  @Test
  void groupsWithoutCallsAreDistinctRows() {
    assertThat(run(aggregate(sales, List.of(0, 2), List.of())))
        .containsExactly(row("Oslo", true), row("Rome", false), row("Oslo", null), row(null, true));
  }

  @Test
  void doubleKeysTakeZerosAndNansTogether() {
    ValuesPlan input =
        new ValuesPlan(
            schema(float64("d"), float32("f")),
            List.of(
                row(0.0, 1f),
                row(-0.0, 1f),
                row(Double.NaN, 1f),
                row(-Double.NaN, 1f),
                row(1.0, -0f),
                row(1.0, 0f)));
    assertThat(run(aggregate(input, List.of(0), List.of(COUNT_ALL), int64("c"))))
        .containsExactly(row(0.0, 2L), row(Double.NaN, 2L), row(1.0, 2L));
    assertThat(run(aggregate(input, List.of(0, 1), List.of(COUNT_ALL), int64("c"))))
        .containsExactly(row(0.0, 1f, 2L), row(Double.NaN, 1f, 2L), row(1.0, -0f, 2L));
  }

  @Test
  void minimumAndMaximumOfEveryOrderedType() {
    ValuesPlan input =
        new ValuesPlan(
            schema(float64("d"), text("s"), bool("b"), decimal("p", 5, 1), int32("i")),
            List.of(
                row(0.0, "b", true, new BigDecimal("1.5"), 3),
                row(-0.0, "aa", false, new BigDecimal("-1.5"), -3),
                row(-7.5, "c", true, new BigDecimal("0.0"), 0)));
    List<AggregateCall> minimums =
        List.of(0, 1, 2, 3, 4).stream().map(i -> call(Function.MIN, i)).toList();
    List<AggregateCall> maximums =
        List.of(0, 1, 2, 3, 4).stream().map(i -> call(Function.MAX, i)).toList();
    Field[] results = input.schema().getFields().toArray(Field[]::new);
    assertThat(run(aggregate(input, List.of(), minimums, results)))
        .containsExactly(row(-7.5, "aa", false, new BigDecimal("-1.5"), -3));
    assertThat(run(aggregate(input, List.of(), maximums, results)))
        .containsExactly(row(0.0, "c", true, new BigDecimal("1.5"), 3));
  }

  @Test
  void sumsOfDoublesAndOfSmallIntegers() {
    ValuesPlan input =
        new ValuesPlan(
            schema(float64("d"), int32("i")), List.of(row(0.5, Integer.MAX_VALUE), row(0.25, 1)));
    AggregatePlan plan =
        aggregate(
            input,
            List.of(),
            List.of(call(Function.SUM, 0), call(Function.SUM, 1)),
            float64("d"),
            int64("i"));
    assertThat(run(plan)).containsExactly(row(0.75, 1L << 31));
  }

  @Test
  void aSumThatDoesNotFitFailsButNotOneThatFitsInTheEnd() {
    ValuesPlan fits =
        new ValuesPlan(
            schema(int64("n")), List.of(row(Long.MAX_VALUE), row(5L), row(-6L), row(-1L)));
    assertThat(run(aggregate(fits, List.of(), List.of(call(Function.SUM, 0)), int64("total"))))
        .containsExactly(row(Long.MAX_VALUE - 2));

    ValuesPlan overflows =
        new ValuesPlan(schema(int64("n")), List.of(row(Long.MIN_VALUE), row(-1L)));
    AggregatePlan plan =
        aggregate(overflows, List.of(), List.of(call(Function.SUM, 0)), int64("total"));
    try (RunningQuery query = start(plan)) {
      assertThatThrownBy(query::next)
          .hasMessageContaining("-9223372036854775809")
          .hasMessageContaining("total")
          .extracting("code")
          .isEqualTo(ErrorCode.NUMERIC_OVERFLOW);
    }
  }

  @Test
  void manyGroupsComeInSeveralBatches() {
    int count = 100_000;
    ValuesPlan input =
        new ValuesPlan(
            schema(int64("k"), text("s")),
            LongStream.range(0, count).mapToObj(i -> row(i % 50_000, "s" + i % 50_000)).toList());
    List<List<Object>> result =
        run(aggregate(input, List.of(1, 0), List.of(COUNT_ALL), int64("c")));
    assertThat(result).hasSize(50_000);
    assertThat(result.get(49_999)).isEqualTo(row("s49999", 49_999L, 2L));
  }

  @Test
  void groupsCountAgainstTheMemoryLimit() {
    ValuesPlan input =
        new ValuesPlan(
            schema(int64("k")), LongStream.range(0, 100_000).mapToObj(i -> row(i * 1000)).toList());
    AggregatePlan plan = aggregate(input, List.of(0), List.of(COUNT_ALL), int64("c"));
    try (RunningQuery query = start(plan, 2L << 20)) {
      assertThatThrownBy(query::next).extracting("code").isEqualTo(ErrorCode.MEMORY_LIMIT_EXCEEDED);
    }
  }
}
