package dev.pitwall.testkit.engine;

import dev.pitwall.core.config.EngineConfig;
import dev.pitwall.core.store.StoreRegistry;
import dev.pitwall.spi.model.SourceFormat;
import dev.pitwall.spi.online.OnlineStore;
import dev.pitwall.testkit.store.MemoryOfflineStore;
import dev.pitwall.testkit.store.MemoryOnlineStore;
import dev.pitwall.testkit.store.StoreLayout;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.types.pojo.Schema;

/** An engine over stores on the heap, with one session. */
public final class TestEngine extends EngineSession {
  private final MemoryOfflineStore offline;

  /** Opens an engine whose registry is in a directory. */
  public TestEngine(Path directory, StoreLayout layout) {
    this(directory, layout, new MemoryOnlineStore());
  }

  /** Opens an engine over another online store, which it closes with itself. */
  public TestEngine(Path directory, StoreLayout layout, OnlineStore online) {
    this(EngineConfig.inDirectory(directory), layout, online);
  }

  /**
   * Opens an engine as it is configured, over another online store, which it closes with itself.
   */
  public TestEngine(EngineConfig config, StoreLayout layout, OnlineStore online) {
    this(config, new MemoryOfflineStore(layout), online);
  }

  private TestEngine(EngineConfig config, MemoryOfflineStore offline, OnlineStore online) {
    super(config, new StoreRegistry(Map.of(SourceFormat.DELTA, offline), online));
    this.offline = offline;
  }

  /** Makes a table that {@code FROM DELTA 'location'} finds. */
  public void table(String location, Schema schema, List<List<Object>> rows) {
    offline.create(location, schema, rows);
  }

  /** Adds rows to a table in one commit. */
  public void append(String location, List<List<Object>> rows) {
    offline.append(MemoryOfflineStore.source(location), rows);
  }

  /** When a version of a table was committed. */
  public Instant committedAt(String location, long version) {
    long micros = offline.committedAt(MemoryOfflineStore.source(location), version);
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
