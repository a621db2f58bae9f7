package dev.pitwall.flight.statement;

import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import org.apache.arrow.flight.FlightStream;

/** A wish to end an upload, also while its thread waits for rows of the client. Thread-safe. */
final class UploadCancellation {
  private Thread waiting;
  private boolean wished;

  /** Ends the upload at its next batch, or while it waits for that; never in the work on one. */
  synchronized void cancel() {
    wished = true;
    if (waiting != null) {
      waiting.interrupt();
    }
  }

  /**
   * Waits for the next batch; false when there is none.
   *
   * @throws PitwallException STATEMENT_CANCELLED when that is wished; INVALID_VALUE for a batch
   *     that is not what its schema says
   */
  boolean next(FlightStream rows) {
    begin();
    try {
      return rows.next();
    } catch (IllegalArgumentException e) {
      throw new PitwallException(
          ErrorCode.INVALID_VALUE,
          "the rows that were sent are not what their schema says; it may be that two fields of a"
              + " ROW have the same name",
          e);
    } finally {
      end();
    }
  }

  private synchronized void begin() {
    check();
    waiting = Thread.currentThread();
  }

  /** Takes the place of the error that an interrupted stream throws. */
  private synchronized void end() {
    waiting = null;
    if (wished) {
      Thread.interrupted();
      check();
    }
  }

  private void check() {
    if (wished) {
      throw new PitwallException(ErrorCode.STATEMENT_CANCELLED, "the statement was cancelled");
    }
  }
}
