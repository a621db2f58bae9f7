package dev.pitwall.flight.config;

import java.time.Duration;
import java.util.Objects;

/**
 * What clients may hold on the server.
 *
 * @param sessions open at once, of all clients together
 * @param statements open at once in one session: prepared statements and tickets not yet redeemed
 * @param boundRows of values bound to one prepared statement at once
 * @param boundBytes of such values, each counted by itself
 * @param idle how long a session of a client that gave its name is kept unused
 * @param ticketLifetime how long a ticket may be redeemed
 * @param preparedLifetime how long a prepared statement may be run
 */
public record SessionLimits(
    int sessions,
    int statements,
    int boundRows,
    long boundBytes,
    Duration idle,
    Duration ticketLifetime,
    Duration preparedLifetime) {
  public SessionLimits {
    Objects.requireNonNull(idle, "idle");
    Objects.requireNonNull(ticketLifetime, "ticketLifetime");
    Objects.requireNonNull(preparedLifetime, "preparedLifetime");
  }

  /**
   * A thousand sessions of a thousand statements, each with up to 10,000 rows or 16 MiB of bound
   * values; idle for two hours; tickets of ten minutes.
   */
  public static SessionLimits defaults() {
    return new SessionLimits(
        1_000,
        1_000,
        10_000,
        16L << 20,
        Duration.ofHours(2),
        Duration.ofMinutes(10),
        Duration.ofHours(24));
  }
}
