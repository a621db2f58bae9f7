package dev.pitwall.execution.pipeline;

import dev.pitwall.execution.metrics.OperatorMetrics;
import dev.pitwall.execution.plan.FilterPlan;
import dev.pitwall.execution.task.QueryContext;
import dev.pitwall.execution.vector.RowGather;
import dev.pitwall.spi.offline.RowPositions;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.arrow.vector.VectorSchemaRoot;

/** Keeps the rows for which a condition is true. */
final class FilterStep implements BatchStep {
  private final FilterPlan plan;
  private final QueryContext context;

  FilterStep(FilterPlan plan, QueryContext context) {
    this.plan = plan;
    this.context = context;
  }

  @Override
  public PositionedBatch apply(PositionedBatch input) {
    VectorSchemaRoot rows = input.rows();
    boolean passedOn = false;
    try {
      int[] selected = new int[rows.getRowCount()];
      int count = plan.condition().select(rows, selected, context.evaluation());
      passedOn = count == rows.getRowCount();
      if (passedOn) {
        return input;
      }
      return count == 0 ? null : keep(input, selected, count);
    } finally {
      if (!passedOn) {
        rows.close();
      }
    }
  }

  private PositionedBatch keep(PositionedBatch input, int[] selected, int count) {
    long[] addresses = new long[count];
    int[] positions = new int[count];
    for (int i = 0; i < count; i++) {
      addresses[i] = selected[i];
      positions[i] = input.positions().at(selected[i]);
    }
    VectorSchemaRoot kept =
        new RowGather(List.of(input.rows()))
            .rows(addresses, count, plan.schema(), context.allocator());
    return new PositionedBatch(kept, new RowPositions.Listed(positions));
  }

  @Override
  public Set<Integer> inputsFor(Set<Integer> output) {
    Set<Integer> inputs = new HashSet<>(output);
    inputs.addAll(plan.condition().columns().orElseGet(() -> BatchStep.allColumns(plan)));
    return inputs;
  }

  @Override
  public OperatorMetrics metrics() {
    return context.metrics(plan);
  }
}
