package dev.pitwall.execution.operator;

import static dev.pitwall.execution.fixture.Fields.binary;
import static dev.pitwall.execution.fixture.Fields.bool;
import static dev.pitwall.execution.fixture.Fields.decimal;
import static dev.pitwall.execution.fixture.Fields.float32;
import static dev.pitwall.execution.fixture.Fields.float64;
import static dev.pitwall.execution.fixture.Fields.int32;
import static dev.pitwall.execution.fixture.Fields.int64;
import static dev.pitwall.execution.fixture.Fields.integer;
import static dev.pitwall.execution.fixture.Fields.schema;
import static dev.pitwall.execution.fixture.Fields.text;
import static dev.pitwall.execution.fixture.Fields.timestamp;
import static dev.pitwall.execution.fixture.Rows.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pitwall.execution.driver.RunningQuery;
import dev.pitwall.execution.fixture.Kernels;
import dev.pitwall.execution.fixture.QueryTest;
import dev.pitwall.execution.fixture.Rows;
import dev.pitwall.execution.plan.FilterPlan;
import dev.pitwall.execution.plan.LimitPlan;
import dev.pitwall.execution.plan.PhysicalPlan;
import dev.pitwall.execution.plan.ProjectPlan;
import dev.pitwall.execution.plan.RelabelPlan;
import dev.pitwall.execution.plan.TransformPlan;
import dev.pitwall.execution.plan.UnionPlan;
import dev.pitwall.execution.plan.ValuesPlan;
import dev.pitwall.execution.plan.term.Projection;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.arrow.vector.TimeStampMicroVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;

class BasicOperatorsTest extends QueryTest {
  private static final Schema NUMBERS = schema(int64("n"));

  private static ValuesPlan numbers(long... numbers) {
    return new ValuesPlan(NUMBERS, LongStream.of(numbers).mapToObj(n -> row(n)).toList());
  }

  @Test
  void valuesOfEveryLoweredType() {
    Schema schema =
        schema(
            bool("b"),
            integer("i8", 8),
            integer("i16", 16),
            int32("i32"),
            int64("i64"),
            float32("f32"),
            float64("f64"),
            decimal("d", 20, 2),
            text("s"));
    List<List<Object>> rows =
        List.of(
            row(true, (byte) 1, (short) 2, 3, 4L, 5f, 6d, new BigDecimal("7.00"), "eight"),
            row(null, null, null, null, null, null, null, null, null),
            row(false, (byte) -1, (short) -2, -3, -4L, -5f, -6d, new BigDecimal("-7.25"), ""));

    assertThat(run(new ValuesPlan(schema, rows))).isEqualTo(rows);
  }

  @Test
  void valuesOfBinary() {
    ValuesPlan plan = new ValuesPlan(schema(binary("v")), List.of(row(new byte[] {1, 2})));
    assertThat((byte[]) run(plan).get(0).get(0)).containsExactly(1, 2);
  }

  @Test
  void manyValuesComeInSeveralBatches() {
    long[] many = LongStream.range(0, 70_000).toArray();
    ValuesPlan plan = numbers(many);
    try (RunningQuery query = start(plan)) {
      assertThat(Rows.drain(query)).isEqualTo(plan.rows());
      assertThat(query.metrics(plan).batches()).isEqualTo(3);
    }
  }

  @Test
  void filterKeepsTrueAndDropsFalseAndUnknown() {
    ValuesPlan values = new ValuesPlan(NUMBERS, List.of(row(1L), row((Object) null), row(3L)));
    assertThat(run(new FilterPlan(values, Kernels.where(0, n -> n > 1)))).containsExactly(row(3L));
    assertThat(run(new FilterPlan(values, Kernels.where(0, n -> n > 3)))).isEmpty();
  }

  @Test
  void filterOfEveryLoweredTypeKeepsValuesAndNulls() {
    Schema schema =
        schema(int64("n"), bool("b"), decimal("d", 38, 3), text("s"), integer("i16", 16));
    ValuesPlan values =
        new ValuesPlan(
            schema,
            List.of(
                row(1L, true, new BigDecimal("1.000"), "one", (short) 1),
                row(2L, null, null, null, null),
                row(3L, false, new BigDecimal("-3.141"), "three", (short) 3),
                row(4L, true, new BigDecimal("4.000"), "", (short) 4)));

    assertThat(run(new FilterPlan(values, Kernels.where(0, n -> n > 1))))
        .containsExactlyElementsOf(values.rows().subList(1, 4));
  }

  @Test
  void projectPassesAColumnOnTwiceAndComputesOthers() {
    ProjectPlan plan =
        new ProjectPlan(
            numbers(1, 2),
            List.of(
                new Projection.Column(0),
                new Projection.Column(0),
                new Projection.Computed(Kernels.map(0, n -> -n))),
            schema(int64("a"), int64("b"), int64("c")));
    assertThat(run(plan)).containsExactly(row(1L, 1L, -1L), row(2L, 2L, -2L));
  }

  @Test
  void limitCutsAtBothEnds() {
    assertThat(run(new LimitPlan(numbers(1, 2, 3, 4, 5), 1, 3)))
        .containsExactly(row(2L), row(3L), row(4L));
    assertThat(run(new LimitPlan(numbers(1, 2), 0, Long.MAX_VALUE)))
        .containsExactly(row(1L), row(2L));
    assertThat(run(new LimitPlan(numbers(1, 2), 5, 3))).isEmpty();
    assertThat(run(new LimitPlan(numbers(1, 2), 0, 0))).isEmpty();
  }

  @Test
  void unionKeepsDuplicatesUnderItsOwnNames() {
    UnionPlan plan =
        new UnionPlan(List.of(numbers(1, 2), numbers(), numbers(2)), schema(int64("m")));
    try (RunningQuery query = start(plan)) {
      assertThat(query.schema()).isEqualTo(schema(int64("m")));
      assertThat(Rows.drain(query)).containsExactly(row(1L), row(2L), row(2L));
    }
  }

  @Test
  void relabelGivesTypesBack() {
    PhysicalPlan plan = new RelabelPlan(numbers(7), schema(timestamp("at")));
    try (RunningQuery query = start(plan);
        VectorSchemaRoot batch = query.next()) {
      assertThat(batch.getVector("at")).isInstanceOf(TimeStampMicroVector.class);
      assertThat(((TimeStampMicroVector) batch.getVector("at")).get(0)).isEqualTo(7);
    }
  }

  @Test
  void transformGetsItsInputsAndClosesThem() {
    TransformPlan plan =
        new TransformPlan(
            "second input",
            List.of(numbers(1), numbers(2)),
            (inputs, a, e) -> inputs.get(1),
            NUMBERS);
    assertThat(run(plan)).containsExactly(row(2L));
  }
}
