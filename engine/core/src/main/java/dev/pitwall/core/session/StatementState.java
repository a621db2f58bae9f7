package dev.pitwall.core.session;

/** How far a statement has come. */
public enum StatementState {
  RUNNING,
  FINISHED,
  FAILED,
  /** Ended by somebody's wish, or by a client that did not read its answer to the end. */
  CANCELLED
}
