package dev.pitwall.execution.aggregate;

import dev.pitwall.execution.pipeline.ScanPipeline;
import dev.pitwall.execution.pipeline.SplitRead;
import dev.pitwall.execution.pipeline.SplitReads;
import dev.pitwall.execution.pipeline.SplitSink;
import dev.pitwall.execution.pipeline.SplitTask;
import dev.pitwall.execution.plan.AggregatePlan;
import dev.pitwall.execution.task.QueryContext;
import dev.pitwall.execution.task.TaskGroup;
import dev.pitwall.spi.predicate.DynamicFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/** Aggregates the rows of a scan on the workers, each with a table of its own; without groups. */
final class ScannedRows implements RowSource {
  private final AggregatePlan plan;
  private final ScanPipeline pipeline;
  private final QueryContext context;
  private final List<GroupTable> parts = new ArrayList<>();
  private TaskGroup tasks;
  private SplitReads reads;

  ScannedRows(AggregatePlan plan, ScanPipeline pipeline, QueryContext context) {
    this.plan = plan;
    this.pipeline = pipeline;
    this.context = context;
  }

  @Override
  public void fill(GroupTable table) {
    tasks = context.newTaskGroup();
    Queue<SplitRead> splits = pipeline.reads();
    int workers = Math.min(context.pool().size(), splits.size());
    reads = new SplitReads(pipeline, splits::poll, DynamicFilter.NONE, context, tasks, workers);
    for (int i = 0; i < workers; i++) {
      GroupTable part = new GroupTable(plan, context);
      parts.add(part);
      SplitSink sink = (split, batch) -> part.add(batch.rows());
      tasks.start(new SplitTask(reads, sink));
    }
    tasks.await();
    parts.forEach(table::absorb);
  }

  @Override
  public void close() {
    if (reads != null) {
      reads.close();
    }
    if (tasks != null) {
      tasks.close();
    }
    parts.forEach(GroupTable::close);
    parts.clear();
  }
}
