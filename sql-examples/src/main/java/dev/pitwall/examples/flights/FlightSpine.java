package dev.pitwall.examples.flights;

import java.util.Arrays;
import java.util.List;
import org.apache.arrow.vector.types.pojo.Schema;

/** The spine: every flight at its scheduled departure, with the label to be predicted then. */
final class FlightSpine {
  /** A flight is late when it arrives more than these minutes after the schedule. */
  private static final int LATE = 15;

  private static final Schema SCHEMA =
      new Schema(
          List.of(
              Columns.timestamp("sched_dep"),
              Columns.text("origin"),
              Columns.text("tailnum"),
              Columns.text("carrier"),
              Columns.integer("flight"),
              Columns.text("dest"),
              Columns.flag("late")));

  private FlightSpine() {}

  static TableData table(List<Flight> flights) {
    return new TableData("flights", SCHEMA, flights.stream().map(FlightSpine::row).toList());
  }

  private static List<Object> row(Flight flight) {
    return Arrays.asList(
        Columns.micros(flight.scheduledDeparture()),
        flight.origin(),
        flight.tailnum(),
        flight.carrier(),
        flight.number(),
        flight.dest(),
        flight.arrived() ? (Boolean) (flight.arrivalDelay() > LATE) : null);
  }
}
