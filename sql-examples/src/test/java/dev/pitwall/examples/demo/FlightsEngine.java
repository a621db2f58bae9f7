package dev.pitwall.examples.demo;

import dev.pitwall.core.config.EngineConfig;
import dev.pitwall.core.query.FeatureQueryEngine;
import dev.pitwall.core.query.result.QueryResult;
import dev.pitwall.core.session.QuerySession;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.apache.arrow.vector.VectorSchemaRoot;

/** An engine with the tables and definitions of the demo; closing it fails on a memory leak. */
public final class FlightsEngine implements AutoCloseable {
  /** Made once for all tests: they only read. */
  private static final Path DATA = Path.of("target", "flights").toAbsolutePath();

  private final FeatureQueryEngine engine;
  private final QuerySession session;

  /**
   * Opens the engine.
   *
   * @param home of the catalog and the online store
   */
  public FlightsEngine(Path home) {
    DemoTables.createMissing(DATA);
    engine = FeatureQueryEngine.open(EngineConfig.inDirectory(home));
    session = engine.openSession("test");
    DemoScript.DEFINITIONS.statements(DATA).forEach(sql -> run(sql, batch -> {}));
  }

  FeatureQueryEngine engine() {
    return engine;
  }

  /** The directory of the Delta tables. */
  public Path data() {
    return DATA;
  }

  /** Runs a statement and hands over its batches, each good until the call returns. */
  public void run(String sql, Consumer<VectorSchemaRoot> consumer) {
    try (QueryResult result = engine.execute(session, sql)) {
      VectorSchemaRoot next;
      while ((next = result.next()) != null) {
        try (VectorSchemaRoot batch = next) {
          consumer.accept(batch);
        }
      }
    }
  }

  @Override
  public void close() {
    try (engine;
        session) {
      // Closes the session, then the engine.
    }
  }
}
