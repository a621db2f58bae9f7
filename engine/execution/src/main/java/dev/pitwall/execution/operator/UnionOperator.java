package dev.pitwall.execution.operator;

import dev.pitwall.execution.plan.BatchStream;
import dev.pitwall.execution.plan.UnionPlan;
import dev.pitwall.execution.task.QueryContext;
import dev.pitwall.execution.vector.Batches;
import java.util.List;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;

/** All rows of its inputs, one input after the other. */
public final class UnionOperator implements BatchStream {
  private final UnionPlan plan;
  private final List<BatchStream> inputs;
  private final QueryContext context;
  private int current;

  public UnionOperator(UnionPlan plan, List<BatchStream> inputs, QueryContext context) {
    this.plan = plan;
    this.inputs = inputs;
    this.context = context;
  }

  @Override
  public Schema schema() {
    return plan.schema();
  }

  @Override
  public VectorSchemaRoot next() {
    while (current < inputs.size()) {
      VectorSchemaRoot batch = inputs.get(current).next();
      if (batch != null) {
        return Batches.relabel(batch, plan.schema(), context.allocator());
      }
      inputs.get(current++).close();
    }
    return null;
  }

  @Override
  public void close() {
    inputs.forEach(BatchStream::close);
  }
}
