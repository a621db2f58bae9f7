package dev.pitwall.examples.demo;

import dev.pitwall.examples.flights.FlightTables;
import dev.pitwall.spi.model.SourceFormat;
import dev.pitwall.spi.offline.OfflineStore;
import dev.pitwall.spi.plugin.OfflineStorePlugin;
import dev.pitwall.spi.plugin.StoreContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceLoader;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;

/** Makes the Delta tables of the demo with the store on the class path, as any program can. */
public final class DemoTables {
  private final Path directory;
  private final Narrator narrator;

  /**
   * The tables in a directory.
   *
   * @param directory made when missing
   */
  DemoTables(Path directory, Narrator narrator) {
    this.directory = Objects.requireNonNull(directory, "directory");
    this.narrator = Objects.requireNonNull(narrator, "narrator");
  }

  /** Makes the tables that are not there yet. */
  void createMissing() {
    long start = System.nanoTime();
    List<String> created = createMissing(directory);
    if (created.isEmpty()) {
      narrator.say("Delta tables are in " + directory);
    } else {
      narrator.step("Made the Delta tables " + String.join(", ", created), start);
    }
  }

  /**
   * Makes the tables that are not in a directory yet.
   *
   * @return their names
   */
  public static List<String> createMissing(Path directory) {
    try (BufferAllocator allocator = new RootAllocator();
        OfflineStore store = deltaStore(Files.createDirectories(directory))) {
      return new FlightTables(store, allocator, directory).createMissing();
    } catch (IOException e) {
      throw new UncheckedIOException("the directory " + directory + " cannot be made", e);
    }
  }

  private static OfflineStore deltaStore(Path dataDirectory) {
    for (OfflineStorePlugin plugin : ServiceLoader.load(OfflineStorePlugin.class)) {
      if (plugin.formats().contains(SourceFormat.DELTA)) {
        return plugin.open(new StoreContext(dataDirectory, Map.of()));
      }
    }
    throw new IllegalStateException("no store for Delta tables is on the class path");
  }
}
