package dev.pitwall.jdbc.transport;

import dev.pitwall.jdbc.error.SqlErrors;
import io.grpc.Context;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The calls of one run of a statement, from its first to the last batch of its answer. Another
 * thread can end them all: the server sees its calls end, and stops working.
 */
public final class CallScope {
  private final Context.CancellableContext context = Context.ROOT.withCancellation();
  private final AtomicReference<Ending> ending = new AtomicReference<>();
  private final Duration limit;

  /**
   * Makes a scope that nothing has been called in.
   *
   * @param limit of {@link #callLimited}; zero is none
   */
  public CallScope(Duration limit) {
    this.limit = Objects.requireNonNull(limit, "limit");
  }

  /** Makes calls; what they fail of becomes a {@link SQLException}. */
  public <T> T call(Callable<T> calls) throws SQLException {
    if (ending.get() != null) {
      throw ended(null);
    }
    try {
      return context.call(calls);
    } catch (Exception e) {
      throw ending.get() == null ? SqlErrors.translate(e) : ended(e);
    }
  }

  /** Makes calls that are ended when the limit is over. */
  <T> T callLimited(ScheduledExecutorService clock, Callable<T> calls) throws SQLException {
    if (limit.isZero()) {
      return call(calls);
    }
    Future<?> alarm =
        clock.schedule(() -> end(Ending.TIMED_OUT), limit.toMillis(), TimeUnit.MILLISECONDS);
    try {
      return call(calls);
    } finally {
      alarm.cancel(false);
    }
  }

  /** Ends all calls, those under way and those to come. */
  public void cancel() {
    end(Ending.CANCELLED);
  }

  private void end(Ending how) {
    ending.compareAndSet(null, how);
    context.cancel(null);
  }

  private SQLException ended(Throwable cause) {
    return ending.get() == Ending.TIMED_OUT
        ? SqlErrors.timedOut(limit.toSeconds(), cause)
        : SqlErrors.cancelled(cause);
  }

  private enum Ending {
    CANCELLED,
    TIMED_OUT
  }
}
