package dev.pitwall.examples.flights;

import static dev.pitwall.examples.flights.SourceTable.real;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.commons.csv.CSVRecord;

/** The weather at each origin, hour by hour. */
final class AirportWeather {
  private static final Schema SCHEMA =
      new Schema(
          List.of(
              Columns.text("origin"),
              Columns.timestamp("event_ts"),
              Columns.real("temp"),
              Columns.real("dewp"),
              Columns.real("humid"),
              Columns.real("wind_speed"),
              Columns.real("precip"),
              Columns.real("pressure"),
              Columns.real("visib")));

  private AirportWeather() {}

  static TableData table() {
    List<List<Object>> rows = new ArrayList<>();
    SourceTable.WEATHER.forEach(row -> rows.add(observation(row)));
    return new TableData("airport_weather", SCHEMA, rows);
  }

  private static List<Object> observation(CSVRecord row) {
    return Arrays.asList(
        row.get("origin"),
        Columns.micros(Instant.parse(row.get("time_hour"))),
        real(row, "temp"),
        real(row, "dewp"),
        real(row, "humid"),
        real(row, "wind_speed"),
        real(row, "precip"),
        real(row, "pressure"),
        real(row, "visib"));
  }
}
