package dev.pitwall.flight.handle;

/** What a handle stands for. */
public enum HandleKind {
  /** A planned query that is run once, by redeeming the ticket. */
  TICKET(1),
  /** A statement that was prepared and may be run many times. */
  PREPARED(2),
  /** A statement without rows that has already run; its ticket gives an empty answer. */
  FINISHED(3);

  private final byte code;

  HandleKind(int code) {
    this.code = (byte) code;
  }

  byte code() {
    return code;
  }

  static HandleKind of(byte code) {
    return switch (code) {
      case 1 -> TICKET;
      case 2 -> PREPARED;
      default -> FINISHED;
    };
  }
}
