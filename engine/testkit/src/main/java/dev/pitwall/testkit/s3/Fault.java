package dev.pitwall.testkit.s3;

/** What may happen to a request on its way to a server and back. */
public enum Fault {
  /** Nothing but that it goes on late, after what happens before. */
  LATE,
  /** The connection breaks before the server hears of the request. */
  LOST_REQUEST,
  /** The server does as asked, and the connection breaks before its reply. */
  LOST_REPLY,
  /** The server does as asked; the reply is that it is too busy. */
  LATE_503,
  /** The reply is that it is too busy. */
  ANSWER_503,
  /** The reply is that the condition does not hold. */
  ANSWER_412,
  /** The reply is that another request for the same object is at work. */
  ANSWER_409,
  /** No reply comes, and the connection stays. */
  SILENCE;

  /** Whether the server hears of the request. */
  boolean isAfterTheFact() {
    return this == LOST_REPLY || this == LATE_503;
  }

  /** The status of the reply; 0 for none. */
  int status() {
    return switch (this) {
      case LATE_503, ANSWER_503 -> 503;
      case ANSWER_412 -> 412;
      case ANSWER_409 -> 409;
      case LATE, LOST_REQUEST, LOST_REPLY, SILENCE -> 0;
    };
  }
}
