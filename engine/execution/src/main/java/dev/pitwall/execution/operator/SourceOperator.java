package dev.pitwall.execution.operator;

import dev.pitwall.execution.plan.BatchStream;
import dev.pitwall.execution.plan.SourcePlan;
import dev.pitwall.execution.task.QueryContext;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;

/** Passes on the rows of a source, which it opens at the first pull. */
public final class SourceOperator implements BatchStream {
  private final SourcePlan plan;
  private final QueryContext context;
  private BatchStream rows;

  public SourceOperator(SourcePlan plan, QueryContext context) {
    this.plan = plan;
    this.context = context;
  }

  @Override
  public Schema schema() {
    return plan.schema();
  }

  @Override
  public VectorSchemaRoot next() {
    if (rows == null) {
      rows = plan.source().open(context.allocator(), context.evaluation());
    }
    return rows.next();
  }

  @Override
  public void close() {
    if (rows != null) {
      rows.close();
    }
  }
}
