package dev.pitwall.execution.operator;

import dev.pitwall.execution.plan.BatchStream;
import dev.pitwall.execution.plan.ValuesPlan;
import dev.pitwall.execution.task.QueryContext;
import dev.pitwall.execution.vector.Batches;
import dev.pitwall.execution.vector.RowBatch;
import java.util.List;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;

/** Literal rows. */
public final class ValuesOperator implements BatchStream {
  private final ValuesPlan plan;
  private final QueryContext context;
  private int next;

  public ValuesOperator(ValuesPlan plan, QueryContext context) {
    this.plan = plan;
    this.context = context;
  }

  @Override
  public Schema schema() {
    return plan.schema();
  }

  @Override
  public VectorSchemaRoot next() {
    int last = Math.min(next + Batches.MAX_ROWS, plan.rows().size());
    List<List<Object>> rows = plan.rows().subList(next, last);
    next = last;
    return rows.isEmpty() ? null : RowBatch.of(plan.schema(), rows, context.allocator());
  }

  @Override
  public void close() {
    next = plan.rows().size();
  }
}
