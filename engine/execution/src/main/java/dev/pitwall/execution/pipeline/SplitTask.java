package dev.pitwall.execution.pipeline;

import dev.pitwall.execution.task.Task;

/** Reads splits, one after the other, through a pipeline into a sink; a batch is a step. */
public final class SplitTask implements Task {
  private final SplitReads reads;
  private final SplitSink sink;
  private SplitReader reader;

  /**
   * Makes a task.
   *
   * @param reads what there is to do, shared with the other tasks of the scan
   */
  public SplitTask(SplitReads reads, SplitSink sink) {
    this.reads = reads;
    this.sink = sink;
  }

  @Override
  public Progress step() {
    if (reader == null) {
      reader = reads.next();
      if (reader == null) {
        return Progress.DONE;
      }
    }
    if (!reader.isFetched()) {
      return Progress.MORE; // rests until it is
    }
    PositionedBatch batch = reader.next();
    if (batch != null) {
      sink.accept(reader.split(), batch);
    }
    if (reader.isExhausted()) {
      sink.end(reader.split());
      close();
    }
    return Progress.MORE;
  }

  @Override
  public boolean ready() {
    return sink.ready() && (reader == null || reader.isFetched());
  }

  @Override
  public void close() {
    if (reader != null) {
      reader.close();
      reader = null;
    }
  }
}
