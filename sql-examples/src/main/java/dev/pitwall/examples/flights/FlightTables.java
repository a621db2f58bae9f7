package dev.pitwall.examples.flights;

import dev.pitwall.examples.source.Flight;
import dev.pitwall.examples.source.Observation;
import dev.pitwall.examples.table.SampleTable;
import dev.pitwall.spi.model.SourceFormat;
import dev.pitwall.spi.model.TableSource;
import dev.pitwall.spi.offline.OfflineStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;

/** The four Delta tables of the flights example, made from the source files. */
public final class FlightTables {
  private static final List<String> NAMES =
      List.of("flights", "airport_weather", "plane_history", "carrier_delays");

  private FlightTables() {}

  /** The tables' rows, in memory. */
  public static List<SampleTable<?>> load() {
    List<Flight> flights = Flight.load();
    return List.of(
        FlightSpine.of(flights),
        AirportWeather.of(Observation.load()),
        PlaneHistory.of(flights),
        CarrierDelays.of(flights));
  }

  /** Makes the tables in a directory, each in a folder of its name, unless they are there. */
  public static void create(OfflineStore store, Path directory, BufferAllocator allocator) {
    if (NAMES.stream().allMatch(name -> isTable(directory.resolve(name)))) {
      return;
    }
    for (SampleTable<?> table : load()) {
      Path folder = directory.resolve(table.name());
      if (!isTable(folder)) {
        table.create(store, source(folder), allocator);
      }
    }
  }

  private static boolean isTable(Path folder) {
    return Files.exists(folder.resolve("_delta_log").resolve("00000000000000000000.json"));
  }

  private static TableSource source(Path folder) {
    return new TableSource(SourceFormat.DELTA, folder.toAbsolutePath().toString(), Map.of());
  }
}
