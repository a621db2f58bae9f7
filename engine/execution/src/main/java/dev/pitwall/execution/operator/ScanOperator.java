package dev.pitwall.execution.operator;

import dev.pitwall.execution.pipeline.ScanPipeline;
import dev.pitwall.execution.pipeline.SplitRead;
import dev.pitwall.execution.pipeline.SplitReads;
import dev.pitwall.execution.pipeline.SplitTask;
import dev.pitwall.execution.plan.BatchStream;
import dev.pitwall.execution.task.QueryContext;
import dev.pitwall.execution.task.TaskGroup;
import dev.pitwall.spi.predicate.DynamicFilter;
import java.util.Queue;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;

/** Reads the splits of a scan on the workers, from the first pull on. */
public final class ScanOperator implements BatchStream {
  private static final int QUEUED_BATCHES_PER_TASK = 2;

  private final ScanPipeline pipeline;
  private final Schema schema;
  private final ScanOrder order;
  private final QueryContext context;
  private TaskGroup group;
  private SplitReads reads;
  private BatchQueue queue;

  /**
   * Makes an operator.
   *
   * @param schema of the node in which the pipeline ends
   */
  public ScanOperator(ScanPipeline pipeline, Schema schema, ScanOrder order, QueryContext context) {
    this.pipeline = pipeline;
    this.schema = schema;
    this.order = order;
    this.context = context;
  }

  @Override
  public Schema schema() {
    return schema;
  }

  @Override
  public VectorSchemaRoot next() {
    if (group == null) {
      start();
    }
    group.await(() -> !queue.isEmpty());
    VectorSchemaRoot batch = queue.poll();
    if (batch != null) {
      group.resume();
    }
    return batch;
  }

  private void start() {
    group = context.newTaskGroup();
    Queue<SplitRead> splits = pipeline.reads();
    int workers = order == ScanOrder.BY_SPLIT ? 1 : context.pool().size();
    int tasks = Math.min(workers, splits.size());
    reads = new SplitReads(pipeline, splits::poll, DynamicFilter.NONE, context, group, tasks);
    queue = new BatchQueue(QUEUED_BATCHES_PER_TASK * tasks);
    for (int i = 0; i < tasks; i++) {
      group.start(new SplitTask(reads, queue));
    }
  }

  @Override
  public void close() {
    if (reads != null) {
      reads.close();
    }
    if (group != null) {
      group.close();
    }
    if (queue != null) {
      queue.close();
    }
  }

  /** In which order a scan puts out its rows. */
  public enum ScanOrder {
    /** As the workers come by them. */
    ANY,
    /** By split and position, at the price of only one worker. */
    BY_SPLIT
  }
}
