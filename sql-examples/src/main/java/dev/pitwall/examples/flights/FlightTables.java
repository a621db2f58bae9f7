package dev.pitwall.examples.flights;

import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.model.SourceFormat;
import dev.pitwall.spi.model.TableSource;
import dev.pitwall.spi.offline.OfflineStore;
import dev.pitwall.spi.offline.SnapshotSelector;
import dev.pitwall.spi.offline.TableWriter;
import dev.pitwall.spi.offline.WriteRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;

/** The tables of the demo in an offline store, each at a directory of its name. */
public final class FlightTables {
  private static final List<String> NAMES =
      List.of("airport_weather", "plane_history", "carrier_delays", "flights");

  private static final int BATCH_ROWS = 16_384;

  private final OfflineStore store;
  private final BufferAllocator allocator;
  private final Path directory;

  /**
   * The tables, whether they exist yet or not.
   *
   * @param store where they are; stays the caller's
   * @param directory what holds the tables' own directories
   */
  public FlightTables(OfflineStore store, BufferAllocator allocator, Path directory) {
    this.store = Objects.requireNonNull(store, "store");
    this.allocator = Objects.requireNonNull(allocator, "allocator");
    this.directory = Objects.requireNonNull(directory, "directory");
  }

  /** The data of all tables, the feature views before the spine. */
  static List<TableData> all() {
    List<Flight> flights = FlightReader.read();
    return List.of(
        AirportWeather.table(),
        PlaneHistory.table(flights),
        CarrierDelays.table(flights),
        FlightSpine.table(flights));
  }

  /**
   * Makes the tables that do not exist.
   *
   * @return the names of those it made
   */
  public List<String> createMissing() {
    List<String> missing = NAMES.stream().filter(name -> !exists(name)).toList();
    if (!missing.isEmpty()) {
      all().stream().filter(table -> missing.contains(table.name())).forEach(this::create);
    }
    return missing;
  }

  private boolean exists(String name) {
    try {
      store.snapshot(source(name), new SnapshotSelector.Latest());
      return true;
    } catch (PitwallException e) {
      if (e.code() == ErrorCode.LOCATION_NOT_FOUND) {
        return false;
      }
      throw e;
    }
  }

  private void create(TableData table) {
    WriteRequest request =
        new WriteRequest(source(table.name()), table.schema(), List.of(), WriteRequest.Mode.CREATE);
    try (TableWriter writer = store.write(request, allocator)) {
      for (int from = 0; from < table.rows().size(); from += BATCH_ROWS) {
        int to = Math.min(from + BATCH_ROWS, table.rows().size());
        try (VectorSchemaRoot batch =
            RowVectors.batch(table.schema(), table.rows().subList(from, to), allocator)) {
          writer.append(batch);
        }
      }
      writer.commit();
    }
  }

  private TableSource source(String name) {
    return new TableSource(SourceFormat.DELTA, directory.resolve(name).toString(), Map.of());
  }
}
