package dev.pitwall.examples.flights;

import dev.pitwall.core.config.EngineConfig;
import dev.pitwall.core.query.FeatureQueryEngine;
import dev.pitwall.core.query.QueryResult;
import dev.pitwall.core.session.QuerySession;
import dev.pitwall.delta.DeltaOfflineStore;
import dev.pitwall.testkit.batch.Batches;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.VectorSchemaRoot;

/** An engine over the sample tables, which it makes. */
final class Sample implements AutoCloseable {
  private final FeatureQueryEngine engine;
  private final QuerySession session;
  private final Path tables;

  Sample(Path directory) {
    engine = FeatureQueryEngine.open(EngineConfig.inDirectory(directory.resolve("engine")));
    session = engine.openSession("test");
    tables = directory.resolve("tables");
    try (DeltaOfflineStore store = new DeltaOfflineStore()) {
      FlightTables.create(store, tables, engine.allocator());
    }
    run("definitions.sql");
  }

  /** Runs a script; gives the rows of each statement's answer. */
  List<List<List<Object>>> run(String script) {
    return ExampleScript.statements(script, tables).stream().map(this::rows).toList();
  }

  List<List<Object>> rows(String sql) {
    List<List<Object>> rows = new ArrayList<>();
    try (QueryResult result = engine.execute(session, sql)) {
      for (VectorSchemaRoot next = result.next(); next != null; next = result.next()) {
        try (VectorSchemaRoot batch = next) {
          rows.addAll(Batches.rows(batch));
        }
      }
    }
    return rows;
  }

  @Override
  public void close() {
    try (engine;
        session) {
      // Closes the session, then the engine, which fails when a statement left memory behind.
    }
  }
}
