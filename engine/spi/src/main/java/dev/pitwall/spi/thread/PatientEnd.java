package dev.pitwall.spi.thread;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/** Ends threads that may be at work. */
public final class PatientEnd {
  private PatientEnd() {}

  /**
   * Takes no more work and waits for what runs; then interrupts it, and waits again.
   *
   * @param patience how long to wait, each of the two times; not at all once the caller is
   *     interrupted, which it stays
   */
  public static void of(ExecutorService threads, Duration patience) {
    threads.shutdown();
    if (!await(threads, patience)) {
      threads.shutdownNow();
      await(threads, patience);
    }
  }

  private static boolean await(ExecutorService threads, Duration patience) {
    try {
      return threads.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
