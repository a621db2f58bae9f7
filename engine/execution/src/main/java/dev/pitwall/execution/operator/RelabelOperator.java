package dev.pitwall.execution.operator;

import dev.pitwall.execution.plan.BatchStream;
import dev.pitwall.execution.plan.RelabelPlan;
import dev.pitwall.execution.task.QueryContext;
import dev.pitwall.execution.vector.Batches;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;

/** Gives columns other names and types of the same width. */
public final class RelabelOperator implements BatchStream {
  private final RelabelPlan plan;
  private final BatchStream input;
  private final QueryContext context;

  public RelabelOperator(RelabelPlan plan, BatchStream input, QueryContext context) {
    this.plan = plan;
    this.input = input;
    this.context = context;
  }

  @Override
  public Schema schema() {
    return plan.schema();
  }

  @Override
  public VectorSchemaRoot next() {
    VectorSchemaRoot batch = input.next();
    return batch == null ? null : Batches.relabel(batch, plan.schema(), context.allocator());
  }

  @Override
  public void close() {
    input.close();
  }
}
