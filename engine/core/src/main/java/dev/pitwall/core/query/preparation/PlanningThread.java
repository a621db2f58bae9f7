package dev.pitwall.core.query.preparation;

import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Plans on a thread with a large stack: Calcite descends recursively into a statement. */
public final class PlanningThread {
  private static final Logger LOG = LoggerFactory.getLogger(PlanningThread.class);
  private static final long STACK_BYTES = 256L << 20;

  private PlanningThread() {}

  /**
   * Does the work and waits for it.
   *
   * @throws PitwallException also in place of whatever else the work throws
   */
  public static <T> T call(Supplier<T> work) {
    CompletableFuture<T> done = new CompletableFuture<>();
    Thread thread = new Thread(null, () -> complete(done, work), "pitwall-planner", STACK_BYTES);
    thread.setDaemon(true);
    thread.start();
    try {
      return done.join();
    } catch (CompletionException e) {
      throw classified(e.getCause());
    }
  }

  private static <T> void complete(CompletableFuture<T> done, Supplier<T> work) {
    try {
      done.complete(work.get());
    } catch (Throwable e) { // it is passed on to the thread that waits
      done.completeExceptionally(e);
    }
  }

  private static PitwallException classified(Throwable cause) {
    if (cause instanceof PitwallException known) {
      return known;
    }
    if (cause instanceof StackOverflowError) {
      return new PitwallException(
          ErrorCode.LIMIT_EXCEEDED, "the statement nests too deep; simplify it", cause);
    }
    LOG.error("planning failed", cause);
    return new PitwallException(
        ErrorCode.INTERNAL_ERROR,
        "the statement could not be planned because of a defect in Pitwall: " + cause,
        cause);
  }
}
