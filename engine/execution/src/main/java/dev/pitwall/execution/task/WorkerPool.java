package dev.pitwall.execution.task;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads that work for all queries, first come, first served. */
public final class WorkerPool implements Executor, AutoCloseable {
  private final int size;
  private final ExecutorService threads;

  public WorkerPool(int size) {
    this.size = size;
    this.threads = Executors.newFixedThreadPool(size, daemons());
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

  private static ThreadFactory daemons() {
    AtomicInteger number = new AtomicInteger();
    return work -> {
      Thread thread = new Thread(work, "pitwall-worker-" + number.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }
}
