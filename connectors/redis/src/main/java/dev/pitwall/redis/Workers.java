package dev.pitwall.redis;

import dev.pitwall.spi.thread.DaemonThreads;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The threads that decode answers and that callers' own work goes on in. */
final class Workers {
  private static final int FEWEST = 2;

  private Workers() {}

  /** After the end whoever brings work does it, so that nobody waits for an answer for ever. */
  static ExecutorService start() {
    int threads = Math.max(FEWEST, Runtime.getRuntime().availableProcessors());
    return new ThreadPoolExecutor(
        threads,
        threads,
        0,
        TimeUnit.SECONDS,
        new LinkedBlockingQueue<>(),
        new DaemonThreads("pitwall-redis"),
        (work, executor) -> work.run());
  }
}
