package dev.pitwall.execution.operator;

import static dev.pitwall.execution.fixture.Fields.int64;
import static dev.pitwall.execution.fixture.Fields.schema;
import static dev.pitwall.execution.fixture.Fields.text;
import static dev.pitwall.execution.fixture.Fields.timestamp;
import static dev.pitwall.execution.fixture.Rows.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pitwall.execution.driver.RunningQuery;
import dev.pitwall.execution.fixture.Kernels;
import dev.pitwall.execution.fixture.QueryTest;
import dev.pitwall.execution.fixture.Rows;
import dev.pitwall.execution.fixture.TestTable;
import dev.pitwall.execution.plan.FilterPlan;
import dev.pitwall.execution.plan.ProjectPlan;
import dev.pitwall.execution.plan.ScanPlan;
import dev.pitwall.execution.plan.term.Projection;
import dev.pitwall.spi.offline.ReadRequest;
import java.util.List;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;

class ScanOperatorTest extends QueryTest {
  private static final Schema STORED = schema(int64("id"), timestamp("at"), text("name"));
  private static final Schema LOWERED = schema(int64("id"), int64("at"), text("name"));

  private final TestTable table =
      TestTable.of(
          STORED,
          List.of(row(1L, 10L, "a"), row(2L, null, "b"), row(3L, 30L, null)),
          List.of(),
          List.of(row(4L, 40L, "d")));

  @Test
  void readsEverySplitUnderTheLoweredSchema() {
    assertThat(run(table.scan(LOWERED)))
        .containsExactlyInAnyOrder(
            row(1L, 10L, "a"), row(2L, null, "b"), row(3L, 30L, null), row(4L, 40L, "d"));
  }

  @Test
  void handsOutLoweredVectors() {
    try (RunningQuery query = start(table.scan(LOWERED));
        VectorSchemaRoot batch = query.next()) {
      assertThat(batch.getSchema()).isEqualTo(LOWERED);
      assertThat(batch.getVector("at")).isInstanceOf(BigIntVector.class);
    }
  }

  @Test
  void countsRowsOfAScanWithoutColumns() {
    ScanPlan plan = new ScanPlan(table, table, List.of(), schema());
    try (RunningQuery query = start(plan)) {
      assertThat(Rows.drain(query)).hasSize(4);
    }
  }

  @Test
  void answersNothingForATableWithoutSplits() {
    assertThat(run(TestTable.of(STORED).scan(LOWERED))).isEmpty();
  }

  @Test
  void filtersAndProjectsOnTheWorkersReadingOnlyNeededColumns() {
    FilterPlan filter =
        new FilterPlan(table.scan(LOWERED), Kernels.where(0, id -> id != 1 && id != 3));
    ProjectPlan plan =
        new ProjectPlan(
            filter,
            List.of(
                new Projection.Computed(Kernels.map(0, id -> id * 100)), new Projection.Column(0)),
            schema(int64("hundredfold"), int64("same")));

    assertThat(run(plan)).containsExactlyInAnyOrder(row(200L, 2L), row(400L, 4L));
    assertThat(table.requests()).extracting(ReadRequest::columns).containsOnly(List.of("id"));
  }

  @Test
  void countsRowsBatchesAndBytesOfEachNode() {
    ScanPlan scan = table.scan(LOWERED);
    FilterPlan plan = new FilterPlan(scan, Kernels.where(0, id -> id > 2));
    try (RunningQuery query = start(plan)) {
      Rows.drain(query);
      assertThat(query.metrics(scan).rows()).isEqualTo(4);
      assertThat(query.metrics(scan).batches()).isEqualTo(3);
      assertThat(query.metrics(scan).bytesRead()).isPositive();
      assertThat(query.metrics(plan).rows()).isEqualTo(2);
      assertThat(query.metrics(plan).nanos()).isGreaterThan(0);
      assertThat(query.peakMemoryBytes()).isPositive();
    }
  }
}
