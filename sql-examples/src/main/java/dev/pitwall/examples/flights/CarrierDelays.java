package dev.pitwall.examples.flights;

import static dev.pitwall.examples.table.ValueType.DOUBLE;
import static dev.pitwall.examples.table.ValueType.INSTANT;
import static dev.pitwall.examples.table.ValueType.INTEGER;
import static dev.pitwall.examples.table.ValueType.TEXT;

import dev.pitwall.examples.source.Flight;
import dev.pitwall.examples.table.SampleColumn;
import dev.pitwall.examples.table.SampleTable;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * The table {@code carrier_delays}: how a carrier's departures of an hour went. An hour's row is
 * written when its last flight has left, at least an hour after the hour's end: until then nobody
 * knew it.
 */
final class CarrierDelays {
  private static final Duration LEAST_WAIT = Duration.ofHours(1);

  private CarrierDelays() {}

  /**
   * An hour of a carrier's scheduled departures.
   *
   * @param meanDelay of the departures, in minutes; null when all were cancelled
   * @param cancelShare between 0 and 1
   */
  record Window(
      String carrier,
      Instant end,
      Instant created,
      int flights,
      Double meanDelay,
      double cancelShare) {}

  private record Hour(String carrier, Instant end) {}

  static SampleTable<Window> of(List<Flight> flights) {
    return new SampleTable<>(
        "carrier_delays",
        List.of(
            new SampleColumn<>("carrier", TEXT, Window::carrier),
            new SampleColumn<>("event_ts", INSTANT, Window::end),
            new SampleColumn<>("created_ts", INSTANT, Window::created),
            new SampleColumn<>("flights", INTEGER, Window::flights),
            new SampleColumn<>("mean_dep_delay", DOUBLE, Window::meanDelay),
            new SampleColumn<>("cancel_share", DOUBLE, Window::cancelShare)),
        windows(flights));
  }

  private static List<Window> windows(List<Flight> flights) {
    Map<Hour, List<Flight>> hours =
        flights.stream().collect(Collectors.groupingBy(CarrierDelays::hour));
    List<Window> windows = new ArrayList<>();
    hours.forEach((hour, departures) -> windows.add(window(hour, departures)));
    windows.sort(Comparator.comparing(Window::end).thenComparing(Window::carrier));
    return windows;
  }

  private static Hour hour(Flight flight) {
    Instant start = flight.scheduled().truncatedTo(ChronoUnit.HOURS);
    return new Hour(flight.carrier(), start.plus(1, ChronoUnit.HOURS));
  }

  private static Window window(Hour hour, List<Flight> departures) {
    Instant known = hour.end().plus(LEAST_WAIT);
    Instant created =
        departures.stream()
            .map(Flight::departed)
            .filter(Objects::nonNull)
            .reduce(known, (a, b) -> a.isAfter(b) ? a : b);
    List<Integer> delays =
        departures.stream().map(Flight::departureDelay).filter(Objects::nonNull).toList();
    OptionalDouble mean = delays.stream().mapToInt(Integer::intValue).average();
    return new Window(
        hour.carrier(),
        hour.end(),
        created,
        departures.size(),
        mean.isPresent() ? mean.getAsDouble() : null,
        1 - (double) delays.size() / departures.size());
  }
}
