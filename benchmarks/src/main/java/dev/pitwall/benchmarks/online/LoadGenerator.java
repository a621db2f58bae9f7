package dev.pitwall.benchmarks.online;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Has clients look up, each on a thread of its own. */
public final class LoadGenerator {
  private static final long HIGHEST = TimeUnit.MINUTES.toNanos(5);
  private static final int DIGITS = 3;

  private LoadGenerator() {}

  /**
   * Sends requests at fixed times, whether earlier ones were answered or not, as users do.
   *
   * @param perSecond how many requests, of all clients together
   * @return nanoseconds from when a request was due to when its answer was there: time that it
   *     waited for a free client counts
   */
  public static Histogram openLoop(
      List<? extends LookupClient> clients, KeyDraw keys, double perSecond, double seconds) {
    Histogram latencies = new ConcurrentHistogram(HIGHEST, DIGITS);
    AtomicLong next = new AtomicLong();
    long count = Math.max(1, Math.round(perSecond * seconds));
    double gap = TimeUnit.SECONDS.toNanos(1) / perSecond;
    long start = System.nanoTime();
    together(
        clients,
        client -> {
          for (long i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
            long due = start + (long) (i * gap);
            awaitUntil(due);
            client.fetch(keys.next());
            latencies.recordValue(Math.min(HIGHEST, System.nanoTime() - due));
          }
        });
    return latencies;
  }

  private static void awaitUntil(long due) {
    for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  /**
   * Has every client send its next request when the last one was answered.
   *
   * @return keys looked up per second, by all clients together
   */
  public static double closedLoop(
      List<? extends LookupClient> clients, KeyDraw keys, double seconds) {
    LongAdder found = new LongAdder();
    long start = System.nanoTime();
    long end = start + (long) (seconds * TimeUnit.SECONDS.toNanos(1));
    together(
        clients,
        client -> {
          do {
            long[] batch = keys.next();
            client.fetch(batch);
            found.add(batch.length);
          } while (System.nanoTime() < end);
        });
    return found.sum() * 1e9 / (System.nanoTime() - start);
  }

  /** What one client does. */
  private interface Work {
    void with(LookupClient client);
  }

  private static void together(List<? extends LookupClient> clients, Work work) {
    ExecutorService threads = Executors.newFixedThreadPool(clients.size());
    try {
      List<Future<?>> ends = new ArrayList<>();
      clients.forEach(client -> ends.add(threads.submit(() -> work.with(client))));
      for (Future<?> end : ends) {
        end.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("a client failed: " + e.getCause().getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } finally {
      threads.shutdownNow();
    }
  }
}
