package dev.pitwall.flight.error;

import dev.pitwall.spi.error.ErrorCategory;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.error.SourcePosition;
import java.nio.channels.UnresolvedAddressException;
import java.util.Optional;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.ErrorFlightMetadata;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStatusCode;
import org.apache.arrow.memory.OutOfMemoryException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one place where an error of ours becomes an error of Flight, and back in our own client. */
public final class FlightErrors {
  private static final Logger LOGGER = LoggerFactory.getLogger(FlightErrors.class);
  private static final String CODE = "pitwall-error-code";
  private static final String SQL_STATE = "pitwall-sqlstate";
  private static final String LINE = "pitwall-line";
  private static final String COLUMN = "pitwall-column";

  /**
   * Of a message's start and of its end. Clients take no more than 8 KiB of headers, in which a
   * character may take nine bytes; of more they tell only that it was too much.
   */
  private static final int SENT_START = 550;

  private static final int SENT_END = 250;

  private FlightErrors() {}

  /**
   * The error a client sees: a status, one line for people that ends in the code and the SQLSTATE,
   * and both again in the trailers for programs. An error nobody foresaw is logged here and says
   * nothing of its inside.
   */
  public static FlightRuntimeException toFlight(Throwable error) {
    if (error instanceof FlightRuntimeException flight && !isUnreadable(flight)) {
      return flight;
    }
    PitwallException ours = toPitwall(error);
    return toFlight(ours, status(ours.code()));
  }

  /**
   * The error of a statement that a client prepares: as the other, but never UNIMPLEMENTED, which
   * clients take for a server that prepares none.
   */
  public static FlightRuntimeException ofPreparing(PitwallException error) {
    CallStatus status = status(error.code());
    boolean isMistaken = status.code() == FlightStatusCode.UNIMPLEMENTED;
    return isMistaken ? toFlight(error, CallStatus.INVALID_ARGUMENT) : toFlight(error);
  }

  private static FlightRuntimeException toFlight(PitwallException ours, CallStatus status) {
    return status.withDescription(describe(ours)).withMetadata(trailers(ours)).toRuntimeException();
  }

  /** The error as the engine would have thrown it, from what our server sent. */
  public static PitwallException fromFlight(FlightRuntimeException error) {
    ErrorFlightMetadata trailers = error.status().metadata();
    Optional<String> name = trailer(trailers, CODE);
    if (name.isEmpty()) {
      return new PitwallException(codeOf(error.status().code()), transportMessage(error), error);
    }
    ErrorCode code = ErrorCode.valueOf(name.get());
    PitwallException ours = new PitwallException(code, message(error, code, trailers), error);
    return position(trailers).map(ours::at).orElse(ours);
  }

  /** The status that clients see for a code. */
  static CallStatus status(ErrorCode code) {
    return switch (code) {
      case TABLE_NOT_FOUND,
          SCHEMA_NOT_FOUND,
          ENTITY_NOT_FOUND,
          FEATURE_VIEW_NOT_FOUND,
          FEATURE_NOT_FOUND,
          FEATURE_SERVICE_NOT_FOUND,
          LOCATION_NOT_FOUND,
          VERSION_NOT_FOUND ->
          CallStatus.NOT_FOUND;
      case DUPLICATE_OBJECT -> CallStatus.ALREADY_EXISTS;
      case NOT_SUPPORTED, UNSUPPORTED_TYPE -> CallStatus.UNIMPLEMENTED;
      case INVALID_AUTHORIZATION -> CallStatus.UNAUTHENTICATED;
      case STATEMENT_CANCELLED -> CallStatus.CANCELLED;
      case DEADLINE_EXCEEDED -> CallStatus.TIMED_OUT;
      default -> status(code.category());
    };
  }

  private static CallStatus status(ErrorCategory category) {
    return switch (category) {
      case USER -> CallStatus.INVALID_ARGUMENT;
      case EXTERNAL -> CallStatus.UNAVAILABLE;
      case RESOURCE -> CallStatus.RESOURCE_EXHAUSTED;
      case INTERNAL -> CallStatus.INTERNAL;
    };
  }

  /** Whether Flight itself says so, of what it cannot read or does not know. */
  private static boolean isUnreadable(FlightRuntimeException error) {
    return error.status().code() == FlightStatusCode.INVALID_ARGUMENT
        && trailer(error.status().metadata(), CODE).isEmpty();
  }

  private static PitwallException toPitwall(Throwable error) {
    if (error instanceof FlightRuntimeException unreadable) {
      return new PitwallException(
          ErrorCode.INVALID_STATEMENT,
          "what was sent is no request of Flight SQL: " + unreadable.status().description(),
          unreadable);
    }
    if (error instanceof PitwallException ours) {
      if (ours.code() == ErrorCode.INTERNAL_ERROR) {
        LOGGER.error("internal error", ours);
      }
      return ours;
    }
    if (error instanceof OutOfMemoryException || error instanceof OutOfMemoryError) {
      LOGGER.warn("out of memory", error);
      return new PitwallException(
          ErrorCode.MEMORY_LIMIT_EXCEEDED, "the server is out of memory; try again later", error);
    }
    LOGGER.error("internal error", error);
    return new PitwallException(
        ErrorCode.INTERNAL_ERROR, "internal error; the server's log has the details", error);
  }

  private static String describe(PitwallException error) {
    return shortened(error.userMessage()) + suffix(error.code());
  }

  /** No character beyond U+FFFF is cut in two, of which neither half could be sent. */
  private static String shortened(String message) {
    if (message.length() <= SENT_START + SENT_END) {
      return message;
    }
    int end = message.length() - SENT_END;
    return message.substring(0, SENT_START - (isWithinCharacter(message, SENT_START) ? 1 : 0))
        + " … "
        + message.substring(end + (isWithinCharacter(message, end) ? 1 : 0));
  }

  private static boolean isWithinCharacter(String text, int index) {
    return Character.isSurrogatePair(text.charAt(index - 1), text.charAt(index));
  }

  private static String suffix(ErrorCode code) {
    return " [" + code + ", " + code.sqlState() + "]";
  }

  private static ErrorFlightMetadata trailers(PitwallException error) {
    ErrorFlightMetadata trailers = new ErrorFlightMetadata();
    trailers.insert(CODE, error.code().name());
    trailers.insert(SQL_STATE, error.code().sqlState());
    error
        .position()
        .ifPresent(
            position -> {
              trailers.insert(LINE, Integer.toString(position.line()));
              trailers.insert(COLUMN, Integer.toString(position.column()));
            });
    return trailers;
  }

  private static String message(
      FlightRuntimeException error, ErrorCode code, ErrorFlightMetadata trailers) {
    String text = String.valueOf(error.status().description());
    String end = suffix(code);
    String whole = text.endsWith(end) ? text.substring(0, text.length() - end.length()) : text;
    String place = position(trailers).map(position -> position + ": ").orElse("");
    return whole.startsWith(place) ? whole.substring(place.length()) : whole;
  }

  private static Optional<SourcePosition> position(ErrorFlightMetadata trailers) {
    Optional<Integer> line = trailer(trailers, LINE).map(Integer::valueOf);
    Optional<Integer> column = trailer(trailers, COLUMN).map(Integer::valueOf);
    return line.flatMap(l -> column.map(c -> new SourcePosition(l, c)));
  }

  private static Optional<String> trailer(ErrorFlightMetadata trailers, String key) {
    return trailers == null || !trailers.containsKey(key)
        ? Optional.empty()
        : Optional.ofNullable(trailers.get(key));
  }

  private static String transportMessage(FlightRuntimeException error) {
    if (error.status().code() == FlightStatusCode.UNAVAILABLE && error.getCause() != null) {
      return "the server cannot be reached: "
          + (error.getCause() instanceof UnresolvedAddressException
              ? "nobody knows an address of that name"
              : error.getCause().getMessage());
    }
    return String.valueOf(error.status().description());
  }

  private static ErrorCode codeOf(FlightStatusCode status) {
    return switch (status) {
      case UNAVAILABLE -> ErrorCode.STORE_UNAVAILABLE;
      case UNAUTHENTICATED, UNAUTHORIZED -> ErrorCode.INVALID_AUTHORIZATION;
      case CANCELLED -> ErrorCode.STATEMENT_CANCELLED;
      case TIMED_OUT -> ErrorCode.DEADLINE_EXCEEDED;
      case RESOURCE_EXHAUSTED -> ErrorCode.LIMIT_EXCEEDED;
      case UNIMPLEMENTED -> ErrorCode.NOT_SUPPORTED;
      case INVALID_ARGUMENT, NOT_FOUND, ALREADY_EXISTS -> ErrorCode.INVALID_STATEMENT;
      default -> ErrorCode.INTERNAL_ERROR;
    };
  }
}
