package dev.pitwall.examples.flights;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Each carrier's punctuality, day by day in New York. A day is described by its end, and known five
 * hours later, as a nightly batch job would have it.
 */
final class CarrierDelays {
  private static final Duration BATCH_JOB = Duration.ofHours(5);

  private static final Schema SCHEMA =
      new Schema(
          List.of(
              Columns.text("carrier"),
              Columns.timestamp("event_ts"),
              Columns.timestamp("created_ts"),
              Columns.integer("flights"),
              Columns.real("mean_dep_delay"),
              Columns.real("cancelled_share")));

  private CarrierDelays() {}

  /** A row for every carrier and day with flights, in order of days. */
  static TableData table(List<Flight> flights) {
    Map<LocalDate, Map<String, List<Flight>>> days =
        flights.stream()
            .collect(
                Collectors.groupingBy(
                    Flight::day,
                    TreeMap::new,
                    Collectors.groupingBy(Flight::carrier, TreeMap::new, Collectors.toList())));
    List<List<Object>> rows =
        days.entrySet().stream()
            .flatMap(
                day ->
                    day.getValue().entrySet().stream()
                        .map(carrier -> row(day.getKey(), carrier.getKey(), carrier.getValue())))
            .toList();
    return new TableData("carrier_delays", SCHEMA, rows);
  }

  private static List<Object> row(LocalDate day, String carrier, List<Flight> flights) {
    Instant end = day.plusDays(1).atStartOfDay(FlightTimes.NEW_YORK).toInstant();
    Instant known = end.plus(BATCH_JOB);
    OptionalDouble delay =
        flights.stream()
            .filter(flight -> hasLeftBy(known, flight))
            .mapToInt(Flight::departureDelay)
            .average();
    long cancelled = flights.stream().filter(flight -> !flight.departed()).count();
    return Arrays.asList(
        carrier,
        Columns.micros(end),
        Columns.micros(known),
        flights.size(),
        delay.isPresent() ? (Double) delay.getAsDouble() : null,
        (double) cancelled / flights.size());
  }

  /** A flight that left later still is one whose delay the batch job cannot have seen. */
  private static boolean hasLeftBy(Instant known, Flight flight) {
    return flight.departed()
        && !flight
            .scheduledDeparture()
            .plus(Duration.ofMinutes(flight.departureDelay()))
            .isAfter(known);
  }
}
