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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The table {@code plane_history}: what an aircraft had flown, each time it landed. */
final class PlaneHistory {
  private static final Duration WEEK = Duration.ofDays(7);

  private PlaneHistory() {}

  /**
   * An aircraft just after it landed.
   *
   * @param flightsToday flights that left on the same local day and have landed, this one included
   * @param meanDelay of its arrivals in the last seven days, in minutes
   * @param distance flown in the last seven days, in miles
   */
  record Landing(
      String tailNumber,
      Instant arrived,
      int arrivalDelay,
      String destination,
      int flightsToday,
      double meanDelay,
      int distance) {}

  static SampleTable<Landing> of(List<Flight> flights) {
    return new SampleTable<>(
        "plane_history",
        List.of(
            new SampleColumn<>("tailnum", TEXT, Landing::tailNumber),
            new SampleColumn<>("event_ts", INSTANT, Landing::arrived),
            new SampleColumn<>("last_arr_delay", INTEGER, Landing::arrivalDelay),
            new SampleColumn<>("last_dest", TEXT, Landing::destination),
            new SampleColumn<>("flights_today", INTEGER, Landing::flightsToday),
            new SampleColumn<>("mean_delay_7d", DOUBLE, Landing::meanDelay),
            new SampleColumn<>("distance_7d", INTEGER, Landing::distance)),
        landings(flights));
  }

  private static List<Landing> landings(List<Flight> flights) {
    Map<String, Deque<Flight>> lastWeeks = new HashMap<>();
    List<Landing> landings = new ArrayList<>();
    flights.stream()
        .filter(flight -> flight.arrived() != null && flight.tailNumber() != null)
        .sorted(Comparator.comparing(Flight::arrived))
        .forEach(
            flight ->
                landings.add(
                    land(
                        flight,
                        lastWeeks.computeIfAbsent(
                            flight.tailNumber(), tailNumber -> new ArrayDeque<>()))));
    return landings;
  }

  private static Landing land(Flight flight, Deque<Flight> lastWeek) {
    lastWeek.addLast(flight);
    Instant oldest = flight.arrived().minus(WEEK);
    while (lastWeek.getFirst().arrived().isBefore(oldest)) {
      lastWeek.removeFirst();
    }
    return new Landing(
        flight.tailNumber(),
        flight.arrived(),
        flight.arrivalDelay(),
        flight.destination(),
        (int) lastWeek.stream().filter(f -> f.localDay().equals(flight.localDay())).count(),
        lastWeek.stream().mapToInt(Flight::arrivalDelay).average().orElseThrow(),
        lastWeek.stream().mapToInt(Flight::distance).sum());
  }
}
