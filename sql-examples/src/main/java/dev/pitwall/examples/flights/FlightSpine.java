package dev.pitwall.examples.flights;

import static dev.pitwall.examples.table.ValueType.BOOLEAN;
import static dev.pitwall.examples.table.ValueType.INSTANT;
import static dev.pitwall.examples.table.ValueType.INTEGER;
import static dev.pitwall.examples.table.ValueType.TEXT;

import dev.pitwall.examples.source.Flight;
import dev.pitwall.examples.table.SampleColumn;
import dev.pitwall.examples.table.SampleTable;
import java.util.List;

/** The table {@code flights}: every scheduled departure, and whether it arrived late. */
final class FlightSpine {
  private static final int LATE_MINUTES = 15;

  private FlightSpine() {}

  static SampleTable<Flight> of(List<Flight> flights) {
    return new SampleTable<>(
        "flights",
        List.of(
            new SampleColumn<>("sched_dep", INSTANT, Flight::scheduled),
            new SampleColumn<>("origin", TEXT, Flight::origin),
            new SampleColumn<>("dest", TEXT, Flight::destination),
            new SampleColumn<>("carrier", TEXT, Flight::carrier),
            new SampleColumn<>("flight", INTEGER, Flight::number),
            new SampleColumn<>("tailnum", TEXT, Flight::tailNumber),
            new SampleColumn<>("distance", INTEGER, Flight::distance),
            new SampleColumn<>("arrived_late", BOOLEAN, FlightSpine::isLate)),
        flights);
  }

  /** NULL for a flight that did not arrive. */
  private static Boolean isLate(Flight flight) {
    return flight.arrivalDelay() == null ? null : flight.arrivalDelay() > LATE_MINUTES;
  }
}
