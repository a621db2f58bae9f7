package dev.pitwall.execution.task;

import dev.pitwall.spi.thread.DaemonThreads;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The threads that work for all queries, first come, first served. */
public final class WorkerPool implements Executor, AutoCloseable {
  private final int size;
  private final ExecutorService threads;

  public WorkerPool(int size) {
    this.size = size;
    this.threads = Executors.newFixedThreadPool(size, new DaemonThreads("pitwall-worker"));
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
