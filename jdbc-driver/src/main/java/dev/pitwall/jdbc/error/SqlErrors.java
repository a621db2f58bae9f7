package dev.pitwall.jdbc.error;

import java.nio.channels.UnresolvedAddressException;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransactionRollbackException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import org.apache.arrow.flight.ErrorFlightMetadata;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStatusCode;

/** The one place where an error becomes a {@link SQLException}, with SQLSTATE and number. */
public final class SqlErrors {
  private static final String CODE = "pitwall-error-code";
  private static final String SQL_STATE = "pitwall-sqlstate";
  private static final String CANCELLED = "57014";

  private SqlErrors() {}

  /** The connection cannot be made. */
  public static SQLException connection(String message) {
    return new SQLNonTransientConnectionException(message, "08001");
  }

  /** The connection, statement or result was closed before. */
  public static SQLException closed(String what) {
    return new SQLNonTransientConnectionException(what + " is closed", "08003");
  }

  /** What the caller asked for makes no sense. */
  public static SQLException invalid(String message) {
    return new SQLException(message, "HY000");
  }

  /** A value cannot be had or given as that type. */
  public static SQLException data(String message) {
    return new SQLDataException(message, "22000");
  }

  /** The way to the server ended, and what was kept there for it is gone. */
  public static SQLException lost() {
    return new SQLNonTransientConnectionException(
        "the connection to the server ended, and its temporary tables and settings with it; connect"
            + " again",
        "08006");
  }

  /** A number is greater or less than what it is wanted as can be. */
  public static SQLException outOfRange(String message) {
    return new SQLDataException(message, "22003");
  }

  /** A result has no column of that name. */
  public static SQLException noColumn(String label, List<String> known) {
    return new SQLSyntaxErrorException(
        "there is no column " + label + " in the result, only " + String.join(", ", known),
        "42703");
  }

  /** A result has no column of that number. */
  public static SQLException noColumn(int index, int count) {
    return new SQLSyntaxErrorException(
        "there is no column " + index + " in the result, only 1 to " + count, "42703");
  }

  /** There is no such thing here. */
  public static SQLFeatureNotSupportedException notSupported(String message) {
    return new SQLFeatureNotSupportedException(message, "0A000");
  }

  /** The statement was ended by another thread. */
  public static SQLException cancelled(Throwable cause) {
    return new SQLException(
        "the statement was cancelled", CANCELLED, number("STATEMENT_CANCELLED"), cause);
  }

  /** The server took longer than it was given. */
  public static SQLException timedOut(long seconds, Throwable cause) {
    return new SQLTimeoutException(
        "there was no answer within the time-out of " + seconds + " seconds",
        CANCELLED,
        number("DEADLINE_EXCEEDED"),
        cause);
  }

  /** What the server or the way to it reported, wherever in the causes it is. */
  public static SQLException translate(Throwable error) {
    SQLException known = null;
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause instanceof FlightRuntimeException flight) {
        return fromFlight(flight);
      }
      if (known == null && cause instanceof SQLException sql && sql.getSQLState() != null) {
        known = sql;
      }
      if (cause instanceof InterruptedException) {
        Thread.currentThread().interrupt();
        return cancelled(error);
      }
    }
    return known == null ? new SQLException("the driver failed: " + error, "XX000", error) : known;
  }

  private static SQLException fromFlight(FlightRuntimeException error) {
    String name = trailer(error, CODE);
    String state = trailer(error, SQL_STATE);
    FlightStatusCode status = error.status().code();
    return of(
        message(error),
        state == null ? sqlState(status) : state,
        name == null ? 0 : ServerError.number(name),
        status,
        error);
  }

  private static SQLException of(
      String message, String state, int number, FlightStatusCode status, Throwable cause) {
    return switch (state.substring(0, 2)) {
      case "08" ->
          status == FlightStatusCode.UNAVAILABLE
              ? new SQLTransientConnectionException(message, state, number, cause)
              : new SQLNonTransientConnectionException(message, state, number, cause);
      case "0A" -> new SQLFeatureNotSupportedException(message, state, number, cause);
      case "22" -> new SQLDataException(message, state, number, cause);
      case "23" -> new SQLIntegrityConstraintViolationException(message, state, number, cause);
      case "28" -> new SQLInvalidAuthorizationSpecException(message, state, number, cause);
      case "40" -> new SQLTransactionRollbackException(message, state, number, cause);
      case "3F", "42" -> new SQLSyntaxErrorException(message, state, number, cause);
      default ->
          status == FlightStatusCode.TIMED_OUT
              ? new SQLTimeoutException(message, state, number, cause)
              : new SQLException(message, state, number, cause);
    };
  }

  private static String message(FlightRuntimeException error) {
    if (error.status().code() == FlightStatusCode.UNAVAILABLE
        && trailer(error, CODE) == null
        && error.getCause() != null) {
      return "the server cannot be reached: "
          + (error.getCause() instanceof UnresolvedAddressException
              ? "nobody knows an address of that name"
              : error.getCause().getMessage());
    }
    String text = error.status().description();
    return text == null ? "the server answered " + error.status().code() : text;
  }

  /** For what did not come from our server, or never reached it. */
  private static String sqlState(FlightStatusCode status) {
    return switch (status) {
      case UNAVAILABLE -> "08006";
      case UNAUTHENTICATED, UNAUTHORIZED -> "28000";
      case CANCELLED, TIMED_OUT -> CANCELLED;
      case RESOURCE_EXHAUSTED -> "54000";
      case UNIMPLEMENTED -> "0A000";
      case INVALID_ARGUMENT, NOT_FOUND, ALREADY_EXISTS -> "42000";
      default -> "XX000";
    };
  }

  private static int number(String name) {
    return ServerError.number(name);
  }

  private static String trailer(FlightRuntimeException error, String key) {
    ErrorFlightMetadata trailers = error.status().metadata();
    return trailers != null && trailers.containsKey(key) ? trailers.get(key) : null;
  }
}
