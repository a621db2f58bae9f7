package dev.pitwall.flight.statement;

import com.google.protobuf.ByteString;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;

/** There are none, which is said rather than ignored. */
public final class Transactions {
  private Transactions() {}

  /** The answer to every attempt at one. */
  public static PitwallException refused() {
    return new PitwallException(
        ErrorCode.NOT_SUPPORTED,
        "there are no transactions: each statement and each ingestion is one commit; turn"
            + " autocommit on, and send what belongs together as one statement");
  }

  /** Refuses a command that is to run in one. */
  public static void refuse(ByteString transaction) {
    if (!transaction.isEmpty()) {
      throw refused();
    }
  }
}
