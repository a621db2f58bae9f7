package dev.pitwall.testkit.engine;

import dev.pitwall.core.config.EngineConfig;
import dev.pitwall.core.query.FeatureQueryEngine;
import dev.pitwall.core.query.result.PreparedQuery;
import dev.pitwall.core.query.result.QueryResult;
import dev.pitwall.core.session.QuerySession;
import dev.pitwall.core.store.StoreRegistry;
import dev.pitwall.spi.model.SourceFormat;
import dev.pitwall.spi.online.OnlineStore;
import dev.pitwall.testkit.batch.Batches;
import dev.pitwall.testkit.store.MemoryOfflineStore;
import dev.pitwall.testkit.store.MemoryOnlineStore;
import dev.pitwall.testkit.store.StoreLayout;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * An engine over stores on the heap, with one session. Closing it fails when a statement left
 * memory behind.
 */
public final class TestEngine implements AutoCloseable {
  private final MemoryOfflineStore offline;
  private final FeatureQueryEngine engine;
  private final QuerySession session;

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
    offline = new MemoryOfflineStore(layout);
    StoreRegistry stores = new StoreRegistry(Map.of(SourceFormat.DELTA, offline), online);
    engine = FeatureQueryEngine.open(config, stores);
    session = engine.openSession("test");
  }

  public FeatureQueryEngine engine() {
    return engine;
  }

  public QuerySession session() {
    return session;
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

  /** Runs a statement and returns its rows as {@link Batches} has them; none for a change. */
  public List<List<Object>> rows(String sql) {
    return rows(engine.execute(session, sql));
  }

  /** Runs a statement with a value for each of its parameters. */
  public List<List<Object>> rows(String sql, Schema sent, Object... values) {
    return rows(engine.prepare(session, sql), sent, values);
  }

  /** Runs a prepared statement with a value for each of its parameters. */
  public List<List<Object>> rows(PreparedQuery query, Schema sent, Object... values) {
    try (VectorSchemaRoot row =
        Batches.of(engine.allocator(), sent, List.of(Arrays.asList(values)))) {
      return rows(query.execute(query.bind(row).get(0)));
    }
  }

  private static List<List<Object>> rows(QueryResult answer) {
    List<List<Object>> rows = new ArrayList<>();
    try (QueryResult result = answer) {
      for (VectorSchemaRoot batch = result.next(); batch != null; batch = result.next()) {
        rows.addAll(Batches.rows(batch));
        batch.close();
      }
    }
    return rows;
  }

  /** Runs a statement that changes something; gives its update count. */
  public long update(String sql) {
    try (QueryResult result = engine.execute(session, sql)) {
      return result.updateCount();
    }
  }

  /** The names of the columns of a statement's answer. */
  public List<String> columns(String sql) {
    return engine.prepare(session, sql).schema().getFields().stream().map(Field::getName).toList();
  }

  /** The lines of a query's plan. */
  public List<String> plan(String sql) {
    return rows("EXPLAIN " + sql).stream().map(row -> row.get(0).toString()).toList();
  }

  @Override
  public void close() {
    try (engine;
        session) {
      // Closes the session, then the engine.
    }
  }
}
