package dev.pitwall.execution.task;

import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Whether a query may go on: not once it was cancelled, nor after its deadline. Thread-safe. */
public final class CancellationToken {
  private final Optional<Duration> timeout;
  private final long startNanos = System.nanoTime();
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private volatile boolean cancelled;

  /**
   * Starts the clock.
   *
   * @param timeout how long the query may take from now on; empty for no bound
   */
  public CancellationToken(Optional<Duration> timeout) {
    this.timeout = timeout;
  }

  /** Cancels, and tells those who listen. */
  public void cancel() {
    cancelled = true;
    listeners.forEach(Runnable::run);
  }

  /**
   * Has an action run when {@link #cancel()} is called, on that thread, and at once when it was
   * called before.
   *
   * @return ends the registration
   */
  public Registration onCancel(Runnable action) {
    listeners.add(action);
    if (cancelled) {
      action.run();
    }
    return () -> listeners.remove(action);
  }

  /**
   * Returns if the query may go on.
   *
   * @throws PitwallException STATEMENT_CANCELLED or DEADLINE_EXCEEDED
   */
  public void check() {
    if (cancelled) {
      throw new PitwallException(ErrorCode.STATEMENT_CANCELLED, "the query was cancelled");
    }
    if (remainingNanos() <= 0) {
      throw new PitwallException(
          ErrorCode.DEADLINE_EXCEEDED,
          "the query took longer than its limit of "
              + timeout.orElseThrow().toMillis()
              + " ms; read fewer rows, or raise limits.query_timeout");
    }
  }

  /** The time left until the deadline; {@link Long#MAX_VALUE} when there is none. */
  public long remainingNanos() {
    if (timeout.isEmpty()) {
      return Long.MAX_VALUE;
    }
    return saturatedNanos(timeout.get()) - (System.nanoTime() - startNanos);
  }

  private static long saturatedNanos(Duration duration) {
    boolean tooLong = duration.compareTo(Duration.ofNanos(Long.MAX_VALUE)) >= 0;
    return tooLong ? Long.MAX_VALUE : duration.toNanos();
  }

  /** An action that waits for a cancel. */
  @FunctionalInterface
  public interface Registration extends AutoCloseable {
    @Override
    void close();
  }
}
