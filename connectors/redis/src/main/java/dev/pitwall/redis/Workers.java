package dev.pitwall.redis;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads that decode answers and that callers' own work goes on in. */
final class Workers {
  private static final int FEWEST = 2;

  private Workers() {}

  /** After the end whoever brings work does it, so that nobody waits for an answer for ever. */
  static ExecutorService start() {
    int threads = Math.max(FEWEST, Runtime.getRuntime().availableProcessors());
    AtomicInteger number = new AtomicInteger();
    return new ThreadPoolExecutor(
        threads,
        threads,
        0,
        TimeUnit.SECONDS,
        new LinkedBlockingQueue<>(),
        work -> {
          Thread thread = new Thread(work, "pitwall-redis-" + number.incrementAndGet());
          thread.setDaemon(true);
          return thread;
        },
        (work, executor) -> work.run());
  }
}
