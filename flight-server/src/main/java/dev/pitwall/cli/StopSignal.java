package dev.pitwall.cli;

import java.util.concurrent.CountDownLatch;

/**
 * SIGTERM or Ctrl-C. Once it is listened for, it ends the process only when this has been closed,
 * so close it after what has to be closed in good order.
 */
public final class StopSignal implements AutoCloseable {
  private final CountDownLatch received = new CountDownLatch(1);
  private final CountDownLatch closed = new CountDownLatch(1);

  /** Has the signal wait for {@link #close}. */
  public void listen() {
    // The hook waits for the latch, not for this thread to end: it may call System.exit, which
    // waits for the hook.
    Runtime.getRuntime().addShutdownHook(new Thread(this::holdTheProcess, "pitwall-stop"));
  }

  /** Blocks until the signal comes; to be listened for before. */
  public void await() throws InterruptedException {
    received.await();
  }

  /** Lets the process end. */
  @Override
  public void close() {
    closed.countDown();
  }

  private void holdTheProcess() {
    received.countDown();
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
