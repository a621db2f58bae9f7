package dev.pitwall.execution.task;

import dev.pitwall.spi.thread.DaemonThreads;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The threads that work for all queries, first come, first served.
 *
 * <p>Their priority is the lowest, as they are busy for long, and everybody else's work is short: a
 * lookup's threads need not wait for the end of a worker's time on a core. A JVM heeds it with
 * {@code -XX:ThreadPriorityPolicy=1}.
 */
public final class WorkerPool implements Executor, AutoCloseable {
  private final int size;
  private final ExecutorService threads;

  public WorkerPool(int size) {
    this.size = size;
    this.threads =
        Executors.newFixedThreadPool(
            size, new DaemonThreads("pitwall-worker", Thread.MIN_PRIORITY));
  }

  /** How many threads there are. */
  public int size() {
    return size;
  }

  @Override
  public void execute(Runnable work) {
    threads.execute(work);
  }

  /** Takes no more work; the threads end when what they were given is done. */
  @Override
  public void close() {
    threads.shutdown();
  }
}
