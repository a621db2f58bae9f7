package dev.pitwall.delta.sql;

import dev.pitwall.core.config.EngineConfig;
import dev.pitwall.core.store.StoreRegistry;
import dev.pitwall.delta.DeltaOfflineStore;
import dev.pitwall.spi.model.SourceFormat;
import dev.pitwall.spi.model.TableSource;
import dev.pitwall.spi.offline.OfflineStore;
import dev.pitwall.spi.offline.TableWriter;
import dev.pitwall.spi.offline.WriteRequest;
import dev.pitwall.spi.online.OnlineStore;
import dev.pitwall.testkit.batch.Batches;
import dev.pitwall.testkit.engine.EngineSession;
import dev.pitwall.testkit.store.MemoryOnlineStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;

/** An engine over Delta tables in a directory, with one session. */
final class DeltaEngine extends EngineSession {
  private final Path directory;
  private final OfflineStore store;

  DeltaEngine(Path directory) {
    this(directory, new MemoryOnlineStore());
  }

  /** Over an online store, which it closes with itself. */
  DeltaEngine(Path directory, OnlineStore online) {
    this(directory, new DeltaOfflineStore(), online);
  }

  private DeltaEngine(Path directory, OfflineStore store, OnlineStore online) {
    super(
        EngineConfig.inDirectory(directory.resolve("engine")),
        new StoreRegistry(Map.of(SourceFormat.DELTA, store), online));
    this.directory = directory;
    this.store = store;
  }

  /** Makes a table; gives its location. */
  String table(String name, Schema schema, List<String> partitionColumns, List<List<Object>> rows) {
    write(name, schema, partitionColumns, WriteRequest.Mode.CREATE, rows);
    return directory.resolve(name).toString();
  }

  /** Adds rows to a table in one commit; makes it when it is missing. */
  void append(String name, Schema schema, List<List<Object>> rows) {
    boolean exists = Files.exists(directory.resolve(name));
    write(
        name,
        schema,
        List.of(),
        exists ? WriteRequest.Mode.APPEND : WriteRequest.Mode.CREATE,
        rows);
  }

  private void write(
      String name,
      Schema schema,
      List<String> partitionColumns,
      WriteRequest.Mode mode,
      List<List<Object>> rows) {
    String location = directory.resolve(name).toString();
    TableSource source = new TableSource(SourceFormat.DELTA, location, Map.of());
    WriteRequest request = new WriteRequest(source, schema, partitionColumns, mode);
    try (VectorSchemaRoot batch = Batches.of(engine().allocator(), schema, rows);
        TableWriter writer = store.write(request, engine().allocator())) {
      writer.append(batch);
      writer.commit();
    }
  }

  /** Removes a table, its log and all. */
  void remove(String name) throws IOException {
    try (Stream<Path> files = Files.walk(directory.resolve(name))) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** The files below a table's directory that are no checksums, in order. */
  static List<String> files(String location) throws IOException {
    Path root = Path.of(location);
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> root.relativize(file).toString())
          .filter(name -> !name.endsWith(".crc"))
          .sorted()
          .toList();
    }
  }
}
