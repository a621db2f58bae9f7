package dev.pitwall.spi.thread;

import java.util.Objects;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Starts threads that hold no process from its end. Thread-safe. */
public final class DaemonThreads implements ThreadFactory {
  private final String name;
  private final int priority;
  private final AtomicInteger started = new AtomicInteger();

  /**
   * Starts none yet.
   *
   * @param name of the threads in dumps, which a number follows
   */
  public DaemonThreads(String name) {
    this(name, Thread.NORM_PRIORITY);
  }

  /**
   * Starts none yet.
   *
   * @param name of the threads in dumps, which a number follows
   * @param priority as {@link Thread#setPriority} wants it; most JVMs heed it only when told to
   */
  public DaemonThreads(String name, int priority) {
    this.name = Objects.requireNonNull(name, "name");
    this.priority = priority;
  }

  @Override
  public Thread newThread(Runnable work) {
    Thread thread = new Thread(work, name + "-" + started.incrementAndGet());
    thread.setDaemon(true);
    thread.setPriority(priority);
    return thread;
  }
}
