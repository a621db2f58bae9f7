package dev.pitwall.testkit.engine;

import dev.pitwall.core.cache.CacheStatistics;
import dev.pitwall.core.config.EngineConfig;
import dev.pitwall.core.query.FeatureQueryEngine;
import dev.pitwall.core.query.result.PreparedQuery;
import dev.pitwall.core.query.result.QueryResult;
import dev.pitwall.core.session.QuerySession;
import dev.pitwall.core.store.StoreRegistry;
import dev.pitwall.testkit.batch.Batches;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/** An engine with one session. Closing it fails when a statement left memory behind. */
public class EngineSession implements AutoCloseable {
  private final FeatureQueryEngine engine;
  private final QuerySession session;

  /** Opens an engine over the stores that its configuration names. */
  public EngineSession(EngineConfig config) {
    this(FeatureQueryEngine.open(config));
  }

  /** Opens an engine over stores, which it closes with itself. */
  public EngineSession(EngineConfig config, StoreRegistry stores) {
    this(FeatureQueryEngine.open(config, stores));
  }

  private EngineSession(FeatureQueryEngine engine) {
    this.engine = engine;
    this.session = engine.openSession("test");
  }

  public final FeatureQueryEngine engine() {
    return engine;
  }

  public final QuerySession session() {
    return session;
  }

  /** Runs a statement and returns its rows as {@link Batches} has them; none for a change. */
  public final List<List<Object>> rows(String sql) {
    return rows(engine.execute(session, sql));
  }

  /** Runs a statement with a value for each of its parameters. */
  public final List<List<Object>> rows(String sql, Schema sent, Object... values) {
    return rows(engine.prepare(session, sql), sent, values);
  }

  /** Runs a prepared statement with a value for each of its parameters. */
  public final List<List<Object>> rows(PreparedQuery query, Schema sent, Object... values) {
    try (VectorSchemaRoot row =
        Batches.of(engine.allocator(), sent, List.of(Arrays.asList(values)))) {
      return rows(query.execute(query.bind(row).get(0)));
    }
  }

  /** The rows of an answer, which is closed. */
  public static List<List<Object>> rows(QueryResult answer) {
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
  public final long update(String sql) {
    try (QueryResult result = engine.execute(session, sql)) {
      return result.updateCount();
    }
  }

  /**
   * Does something in another thread while a MATERIALIZE of this session writes: after its first
   * batch, and once. Its first report comes before anything is written.
   */
  public final void afterTheFirstBatch(Runnable work) {
    AtomicInteger reports = new AtomicInteger();
    session.reportProgressTo(
        progress -> {
          if (reports.incrementAndGet() == 2) {
            CompletableFuture.runAsync(work).join();
          }
        });
  }

  /** What the engine's cache of a name did so far. */
  public final CacheStatistics cache(String name) {
    return engine.caches().stream()
        .filter(cache -> cache.cache().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** The names of the columns of a statement's answer. */
  public final List<String> columns(String sql) {
    return engine.prepare(session, sql).schema().getFields().stream().map(Field::getName).toList();
  }

  /** The lines of a query's plan. */
  public final List<String> plan(String sql) {
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
