package dev.pitwall.examples.flights;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.types.pojo.Schema;

/** What is known of a plane each time it has arrived; later flights do not enter. */
final class PlaneHistory {
  private static final Duration WINDOW = Duration.ofDays(7);

  private static final Schema SCHEMA =
      new Schema(
          List.of(
              Columns.text("tailnum"),
              Columns.timestamp("event_ts"),
              Columns.integer("last_arr_delay"),
              Columns.integer("flights_today"),
              Columns.real("mean_delay_7d"),
              Columns.text("last_dest")));

  private final Deque<Flight> lastDays = new ArrayDeque<>();
  private final Map<LocalDate, Integer> flightsOfDay = new HashMap<>();
  private long delayOfLastDays;

  private PlaneHistory() {}

  /** A row for every flight of a known plane that arrived, in order of arrival. */
  static TableData table(List<Flight> flights) {
    Map<String, PlaneHistory> planes = new HashMap<>();
    List<List<Object>> rows = new ArrayList<>();
    flights.stream()
        .filter(flight -> flight.arrived() && flight.tailnum() != null)
        .sorted(Comparator.comparing(Flight::arrival))
        .forEach(
            flight ->
                rows.add(
                    planes
                        .computeIfAbsent(flight.tailnum(), plane -> new PlaneHistory())
                        .add(flight)));
    return new TableData("plane_history", SCHEMA, rows);
  }

  /** Takes the plane's next arrival, and says what is known of the plane from then on. */
  private List<Object> add(Flight flight) {
    forget(flight.arrival().minus(WINDOW));
    lastDays.add(flight);
    delayOfLastDays += flight.arrivalDelay();
    return Arrays.asList(
        flight.tailnum(),
        Columns.micros(flight.arrival()),
        flight.arrivalDelay(),
        flightsOfDay.merge(flight.day(), 1, Integer::sum),
        (double) delayOfLastDays / lastDays.size(),
        flight.dest());
  }

  private void forget(Instant before) {
    while (!lastDays.isEmpty() && lastDays.peek().arrival().isBefore(before)) {
      delayOfLastDays -= lastDays.remove().arrivalDelay();
    }
  }
}
