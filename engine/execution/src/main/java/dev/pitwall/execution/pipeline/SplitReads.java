package dev.pitwall.execution.pipeline;

import dev.pitwall.execution.task.QueryContext;
import dev.pitwall.execution.task.TaskGroup;
import dev.pitwall.spi.predicate.DynamicFilter;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Opens the splits of a scan for the tasks that share it. Of a scan over a network those that come
 * next are fetched while others are worked on, one for each worker. Thread-safe.
 */
public final class SplitReads implements AutoCloseable {
  private final ScanPipeline pipeline;
  private final SplitSource source;
  private final DynamicFilter filter;
  private final QueryContext context;
  private final TaskGroup tasks;
  private final int ahead;
  private final Deque<SplitReader> opened = new ArrayDeque<>();
  private boolean closed;

  /**
   * Opens nothing yet.
   *
   * @param tasks the group of the tasks that read
   * @param readers how many tasks read
   */
  public SplitReads(
      ScanPipeline pipeline,
      SplitSource source,
      DynamicFilter filter,
      QueryContext context,
      TaskGroup tasks,
      int readers) {
    this.pipeline = pipeline;
    this.source = source;
    this.filter = filter;
    this.context = context;
    this.tasks = tasks;
    this.ahead = pipeline.scan().scan().isRemote() ? readers : 0;
  }

  /** The next split, which the caller closes; null when there is none. */
  synchronized SplitReader next() {
    SplitRead read;
    while (opened.size() <= ahead && !closed && (read = source.next()) != null) {
      SplitReader reader = new SplitReader(pipeline, read, filter, context);
      opened.add(reader);
      if (ahead > 0) {
        reader.prefetch(tasks::resume);
      }
    }
    return opened.poll();
  }

  /** Gives up what was fetched for nobody; no split is opened any more. */
  @Override
  public synchronized void close() {
    closed = true;
    opened.forEach(SplitReader::close);
    opened.clear();
  }
}
