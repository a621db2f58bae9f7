package dev.pitwall.examples.flights;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.stream.LongStream;

/**
 * Instants from the clock times of the source, which are local to the airport and written as a
 * number: 517 is 5:17, 2400 the end of the day.
 */
final class FlightTimes {
  /** The zone of all three origins. */
  static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

  /** What a flight usually spends on the ground between leaving one gate and reaching the other. */
  private static final Duration TAXI = Duration.ofMinutes(30);

  private FlightTimes() {}

  /** The instant of a clock time on a day. */
  static Instant at(LocalDate day, int clock, ZoneId zone) {
    LocalDateTime midnight = day.atStartOfDay();
    return midnight.plusHours(clock / 100).plusMinutes(clock % 100).atZone(zone).toInstant();
  }

  /**
   * When a flight arrived: its delay after the scheduled arrival. The source has that as a clock
   * time without a day, so of the days around the departure the one is taken that agrees best with
   * the time in the air.
   *
   * @param departure when it left
   * @param inTheAir how long it flew
   * @param clock the scheduled arrival, on the clock of the destination
   * @param delay how much later than scheduled it arrived; negative when early
   */
  static Instant arrival(
      Instant departure, Duration inTheAir, int clock, Duration delay, ZoneId destination) {
    LocalDate day = LocalDate.ofInstant(departure, destination);
    Instant expected = departure.plus(inTheAir).plus(TAXI);
    return LongStream.rangeClosed(-2, 1)
        .mapToObj(shift -> at(day.plusDays(shift), clock, destination).plus(delay))
        .min(Comparator.comparing(arrival -> Duration.between(expected, arrival).abs()))
        .orElseThrow();
  }
}
