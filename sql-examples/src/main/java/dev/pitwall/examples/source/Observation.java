package dev.pitwall.examples.source;

import static dev.pitwall.examples.source.SourceFile.number;

import java.time.Instant;
import java.util.List;

/**
 * The weather at an airport in an hour; measures are null where they are missing.
 *
 * @param observed the hour
 * @param temperature in degrees Fahrenheit
 * @param humidity in percent
 * @param windSpeed in miles an hour
 * @param windGust in miles an hour
 * @param precipitation in inches
 * @param pressure in millibars
 * @param visibility in miles
 */
public record Observation(
    String origin,
    Instant observed,
    Double temperature,
    Double humidity,
    Double windSpeed,
    Double windGust,
    Double precipitation,
    Double pressure,
    Double visibility) {

  /** All observations, in the order of the source. */
  public static List<Observation> load() {
    return SourceFile.read(
        "weather.csv.gz",
        row ->
            new Observation(
                row.get("origin"),
                Instant.parse(row.get("time_hour")),
                number(row, "temp"),
                number(row, "humid"),
                number(row, "wind_speed"),
                number(row, "wind_gust"),
                number(row, "precip"),
                number(row, "pressure"),
                number(row, "visib")));
  }
}
