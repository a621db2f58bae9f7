package dev.pitwall.flight.stream;

import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.arrow.flight.FlightProducer.ServerStreamListener;

/**
 * How fast a client takes its answer: makes the sender wait while the client is behind, and hears
 * of its cancelling.
 */
final class ClientPace {
  /** How long a lost wake-up from the transport can delay us: Flight's own strategy has such. */
  private static final long RECHECK_MILLIS = 100;

  private final ServerStreamListener listener;
  private final Runnable onCancel;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  /**
   * Begins to watch a client; to be called before the producer's method returns.
   *
   * @param onCancel called when the client gives up, from any thread
   */
  ClientPace(ServerStreamListener listener, Runnable onCancel) {
    this.listener = Objects.requireNonNull(listener, "listener");
    this.onCancel = Objects.requireNonNull(onCancel, "onCancel");
    listener.setOnReadyHandler(this::wake);
    listener.setOnCancelHandler(this::cancelled);
  }

  /** Waits until the client can take more; false when it has given up. */
  boolean awaitReady() throws InterruptedException {
    lock.lock();
    try {
      while (!listener.isCancelled() && !listener.isReady()) {
        changed.await(RECHECK_MILLIS, TimeUnit.MILLISECONDS);
      }
      return !listener.isCancelled();
    } finally {
      lock.unlock();
    }
  }

  private void cancelled() {
    onCancel.run();
    wake();
  }

  private void wake() {
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
