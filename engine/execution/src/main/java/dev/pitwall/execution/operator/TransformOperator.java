package dev.pitwall.execution.operator;

import dev.pitwall.execution.plan.BatchStream;
import dev.pitwall.execution.plan.TransformPlan;
import dev.pitwall.execution.task.QueryContext;
import java.util.List;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;

/** Runs an operation that has no operator of its own; starts it at the first pull. */
public final class TransformOperator implements BatchStream {
  private final TransformPlan plan;
  private final List<BatchStream> inputs;
  private final QueryContext context;
  private BatchStream rows;

  public TransformOperator(TransformPlan plan, List<BatchStream> inputs, QueryContext context) {
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
    if (rows == null) {
      rows = plan.transform().open(inputs, context.allocator(), context.evaluation());
    }
    return rows.next();
  }

  @Override
  public void close() {
    if (rows != null) {
      rows.close();
    }
    inputs.forEach(BatchStream::close); // a second time, unless the transform never started
  }
}
