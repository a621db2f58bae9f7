package dev.pitwall.execution.operator;

import dev.pitwall.execution.task.QueryContext;
import dev.pitwall.execution.task.Task;
import dev.pitwall.spi.predicate.DynamicFilter;

/** Reads splits, one after the other, through a pipeline into a sink; a batch is a step. */
public final class SplitTask implements Task {
  private final ScanPipeline pipeline;
  private final SplitSource reads;
  private final DynamicFilter filter;
  private final SplitSink sink;
  private final QueryContext context;
  private SplitRead current;
  private SplitReader reader;

  /**
   * Makes a task.
   *
   * @param reads what there is to do, shared with the other tasks of the scan
   */
  public SplitTask(
      ScanPipeline pipeline,
      SplitSource reads,
      DynamicFilter filter,
      SplitSink sink,
      QueryContext context) {
    this.pipeline = pipeline;
    this.reads = reads;
    this.filter = filter;
    this.sink = sink;
    this.context = context;
  }

  @Override
  public Progress step() {
    if (reader == null && !openNext()) {
      return Progress.DONE;
    }
    PositionedBatch batch = reader.next();
    if (batch != null) {
      sink.accept(current.split(), batch);
    }
    if (reader.isExhausted()) {
      sink.end(current.split());
      close();
    }
    return Progress.MORE;
  }

  private boolean openNext() {
    current = reads.next();
    if (current != null) {
      reader = new SplitReader(pipeline, current, filter, context);
    }
    return current != null;
  }

  @Override
  public boolean ready() {
    return sink.ready();
  }

  @Override
  public void close() {
    if (reader != null) {
      reader.close();
      reader = null;
    }
  }
}
