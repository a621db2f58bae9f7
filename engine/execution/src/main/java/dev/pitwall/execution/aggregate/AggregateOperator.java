package dev.pitwall.execution.aggregate;

import dev.pitwall.execution.pipeline.ScanPipeline;
import dev.pitwall.execution.plan.AggregatePlan;
import dev.pitwall.execution.plan.BatchStream;
import dev.pitwall.execution.plan.term.AggregateCall.Distinctness;
import dev.pitwall.execution.task.QueryContext;
import dev.pitwall.execution.vector.Batches;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;

/** Groups rows with a hash table, and puts the groups out in the order of their first rows. */
public final class AggregateOperator implements BatchStream {
  private final AggregatePlan plan;
  private final RowSource source;
  private final QueryContext context;
  private GroupTable table;
  private int next;

  private AggregateOperator(AggregatePlan plan, RowSource source, QueryContext context) {
    this.plan = plan;
    this.source = source;
    this.context = context;
  }

  /** An operator on any input. */
  public static AggregateOperator on(AggregatePlan plan, BatchStream input, QueryContext context) {
    return new AggregateOperator(plan, new PulledRows(input), context);
  }

  /** An operator on a scan, whose workers do most of the work. */
  public static AggregateOperator on(AggregatePlan plan, ScanPipeline scan, QueryContext context) {
    return new AggregateOperator(plan, new ScannedRows(plan, scan, context), context);
  }

  /**
   * Whether workers may take parts of the rows each. Not with groups: two cores are busy with
   * reading and one table of groups, and to put several together was slower.
   */
  public static boolean worksInParts(AggregatePlan plan) {
    return plan.groupColumns().isEmpty()
        && plan.calls().stream().allMatch(call -> call.distinctness() == Distinctness.ALL);
  }

  @Override
  public Schema schema() {
    return plan.schema();
  }

  @Override
  public VectorSchemaRoot next() {
    if (table == null) {
      table = new GroupTable(plan, context);
      source.fill(table);
      source.close();
      table.complete();
    }
    int count = Math.min(Batches.MAX_ROWS, table.size() - next);
    next += count;
    return count == 0 ? null : table.output(next - count, count);
  }

  @Override
  public void close() {
    source.close();
    if (table != null) {
      table.close();
    }
  }
}
