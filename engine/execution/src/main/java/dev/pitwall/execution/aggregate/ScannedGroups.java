package dev.pitwall.execution.aggregate;

import dev.pitwall.execution.operator.PositionedBatch;
import dev.pitwall.execution.operator.ScanPipeline;
import dev.pitwall.execution.operator.SplitRead;
import dev.pitwall.execution.operator.SplitSink;
import dev.pitwall.execution.operator.SplitTask;
import dev.pitwall.execution.plan.AggregatePlan;
import dev.pitwall.execution.task.QueryContext;
import dev.pitwall.execution.task.TaskGroup;
import dev.pitwall.spi.offline.Split;
import dev.pitwall.spi.predicate.DynamicFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Groups the rows of a scan on the workers, each with a table of its own. Tables of many groups are
 * handed in before the end, so that the workers together hold little more than one table of all
 * groups does.
 */
final class ScannedGroups implements GroupSource {
  /** From this number of groups on a worker hands its table in. */
  private static final int MANY_GROUPS = 1 << 16;

  /** Workers rest while so many tables wait. */
  private static final int WAITING_TABLES = 2;

  private final AggregatePlan plan;
  private final ScanPipeline pipeline;
  private final QueryContext context;
  private final List<Worker> workers = new ArrayList<>();
  private final Queue<GroupTable> handedIn = new ConcurrentLinkedQueue<>();
  private TaskGroup tasks;

  ScannedGroups(AggregatePlan plan, ScanPipeline pipeline, QueryContext context) {
    this.plan = plan;
    this.pipeline = pipeline;
    this.context = context;
  }

  @Override
  public void fill(GroupTable table) {
    tasks = context.newTaskGroup();
    Queue<SplitRead> reads = pipeline.reads();
    for (int i = Math.min(context.pool().size(), reads.size()); i > 0; i--) {
      Worker worker = new Worker();
      workers.add(worker);
      tasks.start(new SplitTask(pipeline, reads::poll, DynamicFilter.NONE, worker, context));
    }
    absorbHandedIn(table);
    workers.forEach(worker -> worker.endInto(table));
  }

  private void absorbHandedIn(GroupTable table) {
    while (awaitHandedIn()) {
      try (GroupTable part = handedIn.remove()) {
        table.absorb(part);
      }
      tasks.resume();
    }
  }

  /** Waits for a table; false when all workers are done and none is left. */
  private boolean awaitHandedIn() {
    tasks.await(() -> !handedIn.isEmpty());
    return !handedIn.isEmpty();
  }

  @Override
  public void close() {
    if (tasks != null) {
      tasks.close();
    }
    workers.forEach(Worker::close);
    handedIn.forEach(GroupTable::close);
    handedIn.clear();
  }

  /** The groups of one worker that are not handed in yet. */
  private final class Worker implements SplitSink, AutoCloseable {
    private GroupTable table;

    @Override
    public void accept(Split split, PositionedBatch batch) {
      if (table == null) {
        table = new GroupTable(plan, context);
      }
      table.add(batch.rows());
      if (table.size() >= MANY_GROUPS) {
        handedIn.add(table);
        table = null;
      }
    }

    @Override
    public boolean ready() {
      return handedIn.size() < WAITING_TABLES;
    }

    void endInto(GroupTable whole) {
      if (table != null) {
        whole.absorb(table);
        close();
      }
    }

    @Override
    public void close() {
      if (table != null) {
        table.close();
        table = null;
      }
    }
  }
}
