package dev.pitwall.execution.driver;

import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;

/** Runs plans on a pool of worker threads. Thread-safe. */
public final class QueryDriver implements AutoCloseable {

  /**
   * Makes a driver.
   *
   * @param workers how many threads work on splits, all queries together
   */
  public QueryDriver(int workers) {}

  /** Starts a plan; the caller pulls the answer and closes it. */
  public RunningQuery start(ExecutionRequest request) {
    throw new PitwallException(ErrorCode.INTERNAL_ERROR, "no driver yet");
  }

  /** Cancels what still runs and ends the threads. */
  @Override
  public void close() {}
}
