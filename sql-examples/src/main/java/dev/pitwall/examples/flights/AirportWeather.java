package dev.pitwall.examples.flights;

import static dev.pitwall.examples.table.ValueType.DOUBLE;
import static dev.pitwall.examples.table.ValueType.INSTANT;
import static dev.pitwall.examples.table.ValueType.TEXT;

import dev.pitwall.examples.source.Observation;
import dev.pitwall.examples.table.SampleColumn;
import dev.pitwall.examples.table.SampleTable;
import java.util.List;

/** The table {@code airport_weather}: what the weather was, every hour. */
final class AirportWeather {
  private AirportWeather() {}

  static SampleTable<Observation> of(List<Observation> observations) {
    return new SampleTable<>(
        "airport_weather",
        List.of(
            new SampleColumn<>("origin", TEXT, Observation::origin),
            new SampleColumn<>("event_ts", INSTANT, Observation::observed),
            new SampleColumn<>("temp", DOUBLE, Observation::temperature),
            new SampleColumn<>("humid", DOUBLE, Observation::humidity),
            new SampleColumn<>("wind_speed", DOUBLE, Observation::windSpeed),
            new SampleColumn<>("wind_gust", DOUBLE, Observation::windGust),
            new SampleColumn<>("precip", DOUBLE, Observation::precipitation),
            new SampleColumn<>("pressure", DOUBLE, Observation::pressure),
            new SampleColumn<>("visib", DOUBLE, Observation::visibility)),
        observations);
  }
}
