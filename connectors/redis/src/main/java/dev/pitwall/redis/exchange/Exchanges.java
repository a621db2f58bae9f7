package dev.pitwall.redis.exchange;

import dev.pitwall.redis.client.RedisLink;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.plugin.StoreMeasures.Measure;
import dev.pitwall.spi.thread.DaemonThreads;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * All exchanges with the servers of one store: bounded in flight, each with its deadline, and
 * refused at once while the servers are known to be away. Thread-safe.
 */
public final class Exchanges implements AutoCloseable {
  private static final int SEEN_CALLS = 20;
  private static final int TRIAL_CALLS = 5;
  private static final float FAILURE_PERCENT = 50;
  private static final Duration PAUSE = Duration.ofMillis(250);

  private final RedisLink link;
  private final InFlightWindow window;
  private final ScheduledThreadPoolExecutor timer;
  private final CommandCounts counts = new CommandCounts();
  private final Set<CompletableFuture<?>> open = ConcurrentHashMap.newKeySet();
  private final CircuitBreaker breaker =
      CircuitBreaker.of(
          "redis",
          CircuitBreakerConfig.custom()
              .slidingWindow(2 * SEEN_CALLS, SEEN_CALLS, SlidingWindowType.COUNT_BASED)
              .failureRateThreshold(FAILURE_PERCENT)
              .waitDurationInOpenState(PAUSE)
              .permittedNumberOfCallsInHalfOpenState(TRIAL_CALLS)
              .maxWaitDurationInHalfOpenState(Duration.ofSeconds(2))
              .build());

  /**
   * Makes the exchanges of a link.
   *
   * <p>The timer keeps an alarm that was cancelled, which holds nothing any more, until its time:
   * the next alarm is then not the first to come, and setting it wakes no thread.
   *
   * @param inFlight commands that wait for their answer at one time
   * @param executor goes on with what had to wait
   */
  public Exchanges(RedisLink link, int inFlight, Executor executor) {
    this.link = link;
    this.window = new InFlightWindow(inFlight, executor);
    this.timer = new ScheduledThreadPoolExecutor(1, new DaemonThreads("pitwall-redis-timer"));
  }

  /**
   * Sends requests, and again what failed for a passing reason.
   *
   * @return every answer in the order of the requests, or a {@link PitwallException}: when one
   *     answer cannot be had, all fail
   */
  public <T> CompletableFuture<List<T>> run(Task task, List<? extends Request<T>> requests) {
    if (!breaker.tryAcquirePermission()) {
      counts.refused();
      link.suspect();
      return CompletableFuture.failedFuture(away(task));
    }
    long started = System.nanoTime();
    try {
      CompletableFuture<List<T>> result =
          new Exchange<T>(link, window, timer, counts, task, requests).start();
      open.add(result);
      return result.whenComplete(
          (answers, error) -> {
            open.remove(result);
            note(System.nanoTime() - started, error);
          });
    } catch (RejectedExecutionException e) {
      breaker.releasePermission();
      return CompletableFuture.failedFuture(closed());
    }
  }

  /** What became of the commands so far, and whether the servers are known to be away. */
  public List<Measure> measures() {
    return counts.measures(breaker.getState());
  }

  private static PitwallException closed() {
    return new PitwallException(
        ErrorCode.STORE_UNAVAILABLE, "the online store redis is closed: start the engine again");
  }

  /** Only a server that does not answer counts as away; one that says no, or is slow, is well. */
  private void note(long nanos, Throwable error) {
    if (error instanceof PitwallException failure
        && failure.code() == ErrorCode.STORE_UNAVAILABLE) {
      breaker.onError(nanos, TimeUnit.NANOSECONDS, error);
    } else {
      breaker.onSuccess(nanos, TimeUnit.NANOSECONDS);
    }
  }

  private PitwallException away(Task task) {
    return new PitwallException(
        ErrorCode.STORE_UNAVAILABLE,
        "the online store redis at "
            + link.name()
            + " failed "
            + task.name()
            + ": its servers have not answered lately, so nothing was sent; try again in "
            + PAUSE.toMillis()
            + " ms");
  }

  /** Fails what is under way: nobody would wake it any more. */
  @Override
  public void close() {
    timer.shutdownNow();
    open.forEach(result -> result.completeExceptionally(closed()));
  }
}
