package dev.pitwall.examples.source;

import static dev.pitwall.examples.source.SourceFile.integer;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.apache.commons.csv.CSVRecord;

/**
 * A flight out of New York.
 *
 * @param scheduled when it should have left
 * @param tailNumber of the aircraft; null where nobody noted it
 * @param departureDelay in minutes, negative when early; null when it never left
 * @param arrived when it landed; null when it did not, or not at its destination
 * @param arrivalDelay in minutes, negative when early; null with {@code arrived}
 * @param airMinutes time in the air; null with {@code arrived}
 * @param distance in miles
 */
public record Flight(
    Instant scheduled,
    String origin,
    String destination,
    String carrier,
    int number,
    String tailNumber,
    Integer departureDelay,
    Instant arrived,
    Integer arrivalDelay,
    Integer airMinutes,
    int distance) {
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

  /** All flights, in the order of the source. */
  public static List<Flight> load() {
    Arrivals arrivals = Arrivals.load();
    return SourceFile.read("flights.csv.gz", row -> of(row, arrivals));
  }

  /** The day of the scheduled departure in New York. */
  public LocalDate localDay() {
    return scheduled.atZone(NEW_YORK).toLocalDate();
  }

  /** When it left; null when it never did. */
  public Instant departed() {
    return departureDelay == null ? null : scheduled.plus(departureDelay, ChronoUnit.MINUTES);
  }

  private static Flight of(CSVRecord row, Arrivals arrivals) {
    // The hour is given in UTC, so that no local time needs to be guessed when clocks change.
    Instant scheduled =
        Instant.parse(row.get("time_hour")).plus(integer(row, "minute"), ChronoUnit.MINUTES);
    Integer departureDelay = integer(row, "dep_delay");
    Integer arrivalDelay = integer(row, "arr_delay");
    Integer airMinutes = integer(row, "air_time");
    Instant arrived =
        arrivalDelay == null
            ? null
            : arrivals.at(
                row.get("dest"),
                scheduled.plus(departureDelay, ChronoUnit.MINUTES),
                airMinutes,
                integer(row, "arr_time"));
    return new Flight(
        scheduled,
        row.get("origin"),
        row.get("dest"),
        row.get("carrier"),
        integer(row, "flight"),
        row.get("tailnum"),
        departureDelay,
        arrived,
        arrivalDelay,
        airMinutes,
        integer(row, "distance"));
  }
}
