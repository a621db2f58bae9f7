package dev.pitwall.examples.flights;

import static dev.pitwall.examples.flights.SourceTable.integer;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVRecord;

/** Reads the flights of the sample data. */
final class FlightReader {
  /** Of the airports that are missing in the source: all in Puerto Rico or near by. */
  private static final ZoneId PUERTO_RICO = ZoneId.of("America/Puerto_Rico");

  private final Map<String, ZoneId> zones = new HashMap<>();

  private FlightReader() {
    List.of("BQN", "PSE", "SJU", "STT").forEach(airport -> zones.put(airport, PUERTO_RICO));
    SourceTable.AIRPORTS.forEach(
        row -> {
          if (row.get("tzone") != null) {
            zones.put(row.get("faa"), ZoneId.of(row.get("tzone")));
          }
        });
  }

  /** Every flight, in the order of the source. */
  static List<Flight> read() {
    FlightReader reader = new FlightReader();
    List<Flight> flights = new ArrayList<>();
    SourceTable.FLIGHTS.forEach(row -> flights.add(reader.flight(row)));
    return flights;
  }

  private Flight flight(CSVRecord row) {
    LocalDate day = LocalDate.of(integer(row, "year"), integer(row, "month"), integer(row, "day"));
    Instant scheduled = FlightTimes.at(day, integer(row, "sched_dep_time"), FlightTimes.NEW_YORK);
    return new Flight(
        row.get("carrier"),
        integer(row, "flight"),
        row.get("tailnum"),
        row.get("origin"),
        row.get("dest"),
        day,
        scheduled,
        integer(row, "dep_delay"),
        arrival(row, scheduled),
        integer(row, "arr_delay"));
  }

  private Instant arrival(CSVRecord row, Instant scheduledDeparture) {
    Integer delay = integer(row, "arr_delay");
    if (delay == null) {
      return null;
    }
    return FlightTimes.arrival(
        scheduledDeparture.plus(Duration.ofMinutes(integer(row, "dep_delay"))),
        Duration.ofMinutes(integer(row, "air_time")),
        integer(row, "sched_arr_time"),
        Duration.ofMinutes(delay),
        zone(row.get("dest")));
  }

  private ZoneId zone(String airport) {
    ZoneId zone = zones.get(airport);
    if (zone == null) {
      throw new IllegalStateException("the sample data has no time zone for " + airport);
    }
    return zone;
  }
}
