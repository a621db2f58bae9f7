package dev.pitwall.execution.operator;

import dev.pitwall.execution.plan.BatchStream;
import dev.pitwall.execution.plan.LimitPlan;
import dev.pitwall.execution.task.QueryContext;
import dev.pitwall.execution.vector.Batches;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;

/** Passes some rows on, and closes its input as soon as it has them. */
public final class LimitOperator implements BatchStream {
  private final BatchStream input;
  private final QueryContext context;
  private long toSkip;
  private long toPass;

  public LimitOperator(LimitPlan plan, BatchStream input, QueryContext context) {
    this.input = input;
    this.context = context;
    this.toSkip = plan.offset();
    this.toPass = plan.fetch();
  }

  @Override
  public Schema schema() {
    return input.schema();
  }

  @Override
  public VectorSchemaRoot next() {
    while (toPass > 0) {
      VectorSchemaRoot batch = input.next();
      if (batch == null) {
        return null;
      }
      VectorSchemaRoot passed = window(batch);
      if (passed != null) {
        return passed;
      }
    }
    input.close();
    return null;
  }

  private VectorSchemaRoot window(VectorSchemaRoot batch) {
    int rows = batch.getRowCount();
    int first = (int) Math.min(toSkip, rows);
    int count = (int) Math.min(toPass, rows - first);
    toSkip -= first;
    toPass -= count;
    if (count == rows) {
      return batch;
    }
    try (batch) {
      return count == 0 ? null : Batches.slice(batch, first, count, context.allocator());
    }
  }

  @Override
  public void close() {
    input.close();
  }
}
