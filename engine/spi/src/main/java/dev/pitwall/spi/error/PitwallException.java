package dev.pitwall.spi.error;

import java.util.Objects;
import java.util.Optional;

/**
 * The one exception that leaves the engine.
 *
 * <p>Its message is written for the user: what was wrong, where, and what to do. It holds no secret
 * and no stack trace. The cause is for logs only and never crosses the wire.
 */
public final class PitwallException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;
  private final transient SourcePosition position;

  public PitwallException(ErrorCode code, String message) {
    this(code, message, null, null);
  }

  public PitwallException(ErrorCode code, String message, Throwable cause) {
    this(code, message, null, cause);
  }

  private PitwallException(
      ErrorCode code, String message, SourcePosition position, Throwable cause) {
    super(Objects.requireNonNull(message, "message"), cause);
    this.code = Objects.requireNonNull(code, "code");
    this.position = position;
  }

  /** The same error, placed in the statement's text; a place already known is kept. */
  public PitwallException at(SourcePosition place) {
    if (position != null) {
      return this;
    }
    PitwallException placed = new PitwallException(code, getMessage(), place, getCause());
    placed.setStackTrace(getStackTrace());
    return placed;
  }

  public ErrorCode code() {
    return code;
  }

  /** Where in the statement; empty when the error is not about its text. */
  public Optional<SourcePosition> position() {
    return Optional.ofNullable(position);
  }

  /** One line for the user: the place, if known, then the message. */
  public String userMessage() {
    return position == null ? getMessage() : position + ": " + getMessage();
  }
}
