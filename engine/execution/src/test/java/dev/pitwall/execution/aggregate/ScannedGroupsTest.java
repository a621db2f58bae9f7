package dev.pitwall.execution.aggregate;

import static dev.pitwall.execution.fixture.Fields.bool;
import static dev.pitwall.execution.fixture.Fields.decimal;
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
import dev.pitwall.execution.fixture.TestTable;
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
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Groups that the workers of a scan make, beside those of the same rows one after the other. */
class ScannedGroupsTest extends QueryTest {
  private static final Schema ROWS =
      schema(
          int64("k"),
          text("city"),
          bool("keep"),
          int64("n"),
          int32("i"),
          float64("d"),
          decimal("p", 12, 2));

  private static List<List<Object>> rows(Random random, int count, int keys) {
    return IntStream.range(0, count)
        .<List<Object>>mapToObj(
            i ->
                row(
                    orNull(random, (long) random.nextInt(keys)),
                    orNull(random, "city" + random.nextInt(5)),
                    orNull(random, random.nextBoolean()),
                    orNull(random, random.nextLong() >> random.nextInt(60)),
                    orNull(random, random.nextInt()),
                    orNull(random, random.nextInt(1_000) / 4.0),
                    orNull(random, BigDecimal.valueOf(random.nextInt(), 2))))
        .toList();
  }

  private static Object orNull(Random random, Object value) {
    return random.nextInt(8) == 0 ? null : value;
  }

  private static AggregateCall call(Function function, int argument, OptionalInt filter) {
    return new AggregateCall(function, Distinctness.ALL, OptionalInt.of(argument), filter);
  }

  /** All functions, over arguments of every kind of accumulator, with a filter and without. */
  private static AggregatePlan everything(PhysicalPlan input, List<Integer> groups) {
    List<AggregateCall> calls = new ArrayList<>();
    List<Field> fields = new ArrayList<>();
    groups.forEach(group -> fields.add(input.schema().getFields().get(group)));
    for (OptionalInt filter : List.of(OptionalInt.empty(), OptionalInt.of(2))) {
      calls.add(new AggregateCall(Function.COUNT, Distinctness.ALL, OptionalInt.empty(), filter));
      calls.add(call(Function.COUNT, 3, filter));
      calls.add(call(Function.SUM, 4, filter));
      calls.add(call(Function.SUM, 5, filter));
      calls.add(call(Function.SUM, 6, filter));
      fields.addAll(List.of(int64("a"), int64("b"), int64("c"), float64("d"), decimal("e", 38, 2)));
      for (int argument : List.of(1, 2, 3, 4, 5, 6)) {
        calls.add(call(Function.MIN, argument, filter));
        calls.add(call(Function.MAX, argument, filter));
        fields.add(input.schema().getFields().get(argument));
        fields.add(input.schema().getFields().get(argument));
      }
    }
    return new AggregatePlan(input, groups, calls, new Schema(fields));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void workersFindWhatOneFinds(int seed) {
    Random random = new Random(seed);
    List<List<List<Object>>> splits =
        Stream.generate(() -> rows(random, random.nextInt(400), 1 + random.nextInt(60)))
            .limit(1 + random.nextInt(6))
            .toList();
    PhysicalPlan scan = table(splits, 1 + random.nextInt(90)).scan();
    PhysicalPlan values = new ValuesPlan(ROWS, splits.stream().flatMap(List::stream).toList());
    for (List<Integer> groups :
        List.of(List.<Integer>of(), List.of(0), List.of(1), List.of(1, 0), List.of(2))) {
      assertThat(run(everything(scan, groups)))
          .as("seed %d, groups by %s", seed, groups)
          .containsExactlyInAnyOrderElementsOf(run(everything(values, groups)));
    }
  }

  @SuppressWarnings("unchecked") // an array of lists is only read
  private static TestTable table(List<List<List<Object>>> splits, int batchRows) {
    return TestTable.of(ROWS, splits.toArray(List[]::new)).batchRows(batchRows);
  }

  private static List<List<Object>> keys(long from, long to) {
    return LongStream.range(from, to).<List<Object>>mapToObj(i -> row(i, i % 3)).toList();
  }

  private static AggregatePlan perKey(TestTable table) {
    return new AggregatePlan(
        table.scan(),
        List.of(0),
        List.of(
            new AggregateCall(
                Function.COUNT, Distinctness.ALL, OptionalInt.empty(), OptionalInt.empty()),
            call(Function.ANY_VALUE, 1, OptionalInt.empty())),
        schema(int64("k"), int64("c"), int64("v")));
  }

  @Test
  void groupsThatWorkersHandInOnTheWayCountOnce() {
    TestTable table =
        TestTable.of(
                schema(int64("k"), int64("v")),
                keys(0, 90_000),
                keys(60_000, 150_000),
                keys(0, 90_000))
            .batchRows(10_000);
    List<List<Object>> result = run(perKey(table));
    assertThat(result).hasSize(150_000);
    assertThat(result).allSatisfy(ScannedGroupsTest::isCountedRight);
  }

  private static void isCountedRight(List<Object> group) {
    long key = (long) group.get(0);
    assertThat(group).isEqualTo(row(key, key < 60_000 ? 2L : key < 90_000 ? 3L : 1L, key % 3));
  }

  @Test
  void aReaderThatFailsEndsTheQuery() {
    TestTable table =
        TestTable.of(schema(int64("k"), int64("v")), keys(0, 80_000), keys(0, 80_000))
            .batchRows(1_000)
            .beforeBatch(
                (split, batch) -> {
                  if (split == 1 && batch == 70) {
                    throw new IllegalStateException("the disk is gone");
                  }
                });
    try (RunningQuery query = start(perKey(table))) {
      assertThatThrownBy(query::next).hasMessageContaining("the disk is gone");
    }
  }

  @Test
  void groupsOfWorkersCountAgainstTheMemoryLimit() {
    TestTable table =
        TestTable.of(schema(int64("k"), int64("v")), keys(0, 50_000), keys(50_000, 100_000))
            .batchRows(1_000);
    try (RunningQuery query = start(perKey(table), 2L << 20)) {
      assertThatThrownBy(query::next).extracting("code").isEqualTo(ErrorCode.MEMORY_LIMIT_EXCEEDED);
    }
  }
}
