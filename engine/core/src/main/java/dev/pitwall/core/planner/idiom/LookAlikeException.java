package dev.pitwall.core.planner.idiom;

/** Thrown while reading what looks like a point-in-time join and turns out to be none. */
final class LookAlikeException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /**
   * Makes one, without a stack trace: it never leaves the recognition.
   *
   * @param reason for people, on one line
   */
  LookAlikeException(String reason) {
    super(reason, null, false, false);
  }
}
