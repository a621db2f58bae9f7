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

/** Aggregates that the workers of a scan make, beside those of the rows one after the other. */
class ScannedRowsTest extends QueryTest {
  private static final Schema ROWS =
      schema(
          int64("k"),
          text("city"),
          bool("keep"),
          int64("n"),
          int32("i"),
          float64("d"),
          decimal("p", 12, 2));

  private static List<List<Object>> rows(Random random, int count) {
    return IntStream.range(0, count)
        .<List<Object>>mapToObj(
            i ->
                row(
                    orNull(random, random.nextLong()),
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
  private static AggregatePlan everything(PhysicalPlan input) {
    List<AggregateCall> calls = new ArrayList<>();
    List<Field> fields = new ArrayList<>();
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
    return new AggregatePlan(input, List.of(), calls, new Schema(fields));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void workersFindWhatOneFinds(int seed) {
    Random random = new Random(seed);
    List<List<List<Object>>> splits =
        Stream.generate(() -> rows(random, random.nextInt(4) * random.nextInt(150)))
            .limit(1 + random.nextInt(6))
            .toList();
    PhysicalPlan scan = table(splits, 1 + random.nextInt(90)).scan();
    PhysicalPlan values = new ValuesPlan(ROWS, splits.stream().flatMap(List::stream).toList());
    assertThat(run(everything(scan)))
        .as("seed %d", seed)
        .containsExactlyElementsOf(run(everything(values)));
  }

  @SuppressWarnings("unchecked") // an array of lists is only read
  private static TestTable table(List<List<List<Object>>> splits, int batchRows) {
    return TestTable.of(ROWS, splits.toArray(List[]::new)).batchRows(batchRows);
  }

  @Test
  void anyValueIsOneThatIsThere() {
    List<List<Object>> rows = LongStream.range(0, 50).<List<Object>>mapToObj(i -> row(i)).toList();
    TestTable table = TestTable.of(schema(int64("k")), List.of(), rows, List.of());
    AggregatePlan plan =
        new AggregatePlan(
            table.scan(),
            List.of(),
            List.of(call(Function.ANY_VALUE, 0, OptionalInt.empty())),
            schema(int64("k")));
    assertThat(run(plan)).containsExactly(row(0L));
  }

  @Test
  void aReaderThatFailsEndsTheQuery() {
    List<List<List<Object>>> splits = List.of(rows(new Random(1), 300), rows(new Random(2), 300));
    TestTable table =
        table(splits, 10)
            .beforeBatch(
                (split, batch) -> {
                  if (split == 1 && batch == 20) {
                    throw new IllegalStateException("the disk is gone");
                  }
                });
    try (RunningQuery query = start(everything(table.scan()))) {
      assertThatThrownBy(query::next).hasMessageContaining("the disk is gone");
    }
  }
}
