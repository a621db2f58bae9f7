package dev.pitwall.redis.exchange;

import dev.pitwall.redis.layout.RedisKey;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.online.Repair;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisException;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;

/**
 * What an error of the client or of a server means.
 *
 * @param kind what can be done about it
 * @param reason for people; repeats nothing of keys, values and passwords
 * @param cause the error itself, for logs
 */
record Failure(Kind kind, String reason, Throwable cause) {
  /** What can be done about an error. */
  enum Kind {
    /** A server is away or not ready; trying again may help. */
    UNREACHABLE,
    /** What is stored under the key is not what should be. */
    CORRUPT,
    /** A server refuses to write for lack of memory. */
    OUT_OF_MEMORY,
    /** A server does not let us do this. */
    REFUSED,
    /** The configuration says single for a cluster. */
    MISCONFIGURED,
    /** Anything else that a server says. */
    OTHER
  }

  static Failure of(Throwable thrown) {
    Throwable error = thrown instanceof CompletionException ? thrown.getCause() : thrown;
    if (error instanceof RedisCommandTimeoutException) {
      return new Failure(Kind.UNREACHABLE, "a server did not answer in time", error);
    }
    if (error instanceof RedisCommandExecutionException && error.getMessage() != null) {
      return ofServer(error.getMessage(), error);
    }
    // The client cancels what is under way when it resets a connection; nobody else cancels.
    if (error instanceof RedisException
        || error instanceof IOException
        || error instanceof CancellationException) {
      return new Failure(Kind.UNREACHABLE, "a server cannot be reached", error);
    }
    String type = error.getClass().getSimpleName();
    return new Failure(Kind.OTHER, "the client failed (" + type + ")", error);
  }

  private static Failure ofServer(String message, Throwable error) {
    String word = message.split("[ :]", 2)[0].toUpperCase(Locale.ROOT);
    return switch (word) {
      case "WRONGTYPE" -> new Failure(Kind.CORRUPT, "it holds something else than a hash", error);
      case "CORRUPT" -> new Failure(Kind.CORRUPT, "its timestamps cannot be read", error);
      case "OOM" -> new Failure(Kind.OUT_OF_MEMORY, "a server has reached its maxmemory", error);
      case "NOAUTH", "WRONGPASS", "NOPERM" ->
          new Failure(Kind.REFUSED, "a server says " + word, error);
      case "MOVED" -> new Failure(Kind.MISCONFIGURED, "the server is part of a cluster", error);
      case "CLUSTERDOWN",
          "TRYAGAIN",
          "ASK",
          "LOADING",
          "MASTERDOWN",
          "READONLY",
          "BUSY",
          "NOREPLICAS",
          "UNBLOCKED" ->
          new Failure(Kind.UNREACHABLE, "a server says " + word, error);
      default ->
          message.contains("max number of clients")
              ? new Failure(Kind.UNREACHABLE, "a server has too many clients", error)
              : new Failure(Kind.OTHER, "a server says " + word, error);
    };
  }

  boolean mayPass() {
    return kind == Kind.UNREACHABLE;
  }

  /**
   * The error for the user.
   *
   * @param hint what else is known of a server that cannot be reached; may be empty
   */
  PitwallException toException(String store, Task task, RedisKey key, String hint) {
    String failed = "the online store redis at " + store + " failed " + task.name() + ": ";
    return switch (kind) {
      case UNREACHABLE ->
          new PitwallException(
              ErrorCode.STORE_UNAVAILABLE, failed + reason + hint + "; try again", cause);
      case CORRUPT ->
          new PitwallException(
              ErrorCode.DATA_CORRUPT,
              failed
                  + "key "
                  + key
                  + ": "
                  + reason
                  + "; delete the key, and "
                  + Repair.of("its views"),
              cause);
      case OUT_OF_MEMORY ->
          new PitwallException(
              ErrorCode.STORE_FAILURE,
              failed + reason + "; give it more memory, or set stores.redis.key_ttl",
              cause);
      case REFUSED ->
          new PitwallException(
              ErrorCode.STORE_FAILURE,
              failed + reason + "; check stores.redis.user, its password and its ACL",
              cause);
      case MISCONFIGURED ->
          new PitwallException(
              ErrorCode.INVALID_CONFIGURATION,
              failed + reason + "; set stores.redis.mode to cluster",
              cause);
      case OTHER -> new PitwallException(ErrorCode.STORE_FAILURE, failed + reason, cause);
    };
  }
}
