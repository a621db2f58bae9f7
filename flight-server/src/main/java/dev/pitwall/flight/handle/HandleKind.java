package dev.pitwall.flight.handle;

/** What a handle stands for. */
public enum HandleKind {
  /** A planned query that is run once, by redeeming the ticket. */
  TICKET,
  /** A statement that was prepared and may be run many times. */
  PREPARED,
  /** A statement without rows that has already run; its ticket gives an empty answer. */
  FINISHED
}
