package dev.pitwall.redis;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads that decode answers and that callers' own work goes on in. */
final class Workers {
  private static final int FEWEST = 2;

  private Workers() {}

  static ExecutorService start() {
    AtomicInteger number = new AtomicInteger();
    return Executors.newFixedThreadPool(
        Math.max(FEWEST, Runtime.getRuntime().availableProcessors()),
        work -> {
          Thread thread = new Thread(work, "pitwall-redis-" + number.incrementAndGet());
          thread.setDaemon(true);
          return thread;
        });
  }
}
