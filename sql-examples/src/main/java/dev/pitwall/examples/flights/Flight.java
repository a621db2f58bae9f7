package dev.pitwall.examples.flights;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;

/**
 * A flight from New York.
 *
 * @param carrier the airline's code
 * @param number the flight's number, unique together with carrier and scheduled departure
 * @param tailnum the plane; null where it is unknown
 * @param origin the airport of departure
 * @param dest the airport of arrival
 * @param day the day of the scheduled departure, local to the origin
 * @param scheduledDeparture when it was to leave
 * @param departureDelay minutes, negative when early; null when it never left
 * @param arrival when it arrived; null when it was cancelled or diverted
 * @param arrivalDelay minutes, negative when early; null where {@code arrival} is
 */
record Flight(
    String carrier,
    int number,
    String tailnum,
    String origin,
    String dest,
    LocalDate day,
    Instant scheduledDeparture,
    Integer departureDelay,
    Instant arrival,
    Integer arrivalDelay) {
  Flight {
    Objects.requireNonNull(carrier, "carrier");
    Objects.requireNonNull(origin, "origin");
    Objects.requireNonNull(dest, "dest");
    Objects.requireNonNull(day, "day");
    Objects.requireNonNull(scheduledDeparture, "scheduledDeparture");
    if ((arrival == null) != (arrivalDelay == null)) {
      throw new IllegalArgumentException("an arrival has a delay, and a delay an arrival");
    }
  }

  /** Whether it landed where it was to. */
  boolean arrived() {
    return arrival != null;
  }

  /** Whether it left the gate. */
  boolean departed() {
    return departureDelay != null;
  }
}
