package dev.pitwall.redis.config;

import java.time.Duration;
import java.util.Objects;

/**
 * How long things may take; all positive.
 *
 * @param connect one attempt to connect, and each question about the cluster's topology
 * @param read the answer to one reading command
 * @param write the answer to one writing command
 * @param lookup a whole lookup with its retries
 * @param update a whole batch of writes with its retries
 */
public record TimeLimits(
    Duration connect, Duration read, Duration write, Duration lookup, Duration update) {
  /** For servers in the same data centre. */
  public static final TimeLimits DEFAULT =
      new TimeLimits(
          Duration.ofMillis(500),
          Duration.ofMillis(250),
          Duration.ofSeconds(2),
          Duration.ofSeconds(1),
          Duration.ofSeconds(30));

  private static final int ATTEMPTS_TO_OPEN = 10;

  public TimeLimits {
    Objects.requireNonNull(connect, "connect");
    Objects.requireNonNull(read, "read");
    Objects.requireNonNull(write, "write");
    Objects.requireNonNull(lookup, "lookup");
    Objects.requireNonNull(update, "update");
  }

  /** How long opening a store is tried again: a server may be slow, or about to be replaced. */
  public Duration opening() {
    return connect.multipliedBy(ATTEMPTS_TO_OPEN);
  }
}
