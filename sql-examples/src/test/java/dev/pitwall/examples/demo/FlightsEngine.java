package dev.pitwall.examples.demo;

import dev.pitwall.core.config.EngineConfig;
import dev.pitwall.core.query.result.QueryResult;
import dev.pitwall.testkit.engine.EngineSession;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.apache.arrow.vector.VectorSchemaRoot;

/** An engine with the tables and definitions of the demo. */
public final class FlightsEngine extends EngineSession {
  /** Made once for all tests: they only read. */
  private static final Path DATA = Path.of("target", "flights").toAbsolutePath();

  /**
   * Opens the engine.
   *
   * @param home of the catalog and the online store
   */
  public FlightsEngine(Path home) {
    super(EngineConfig.inDirectory(home));
    DemoTables.createMissing(DATA);
    DemoScript.DEFINITIONS.statements(DATA).forEach(this::update);
  }

  /** The directory of the Delta tables. */
  public Path data() {
    return DATA;
  }

  /** Runs a statement and hands over its batches, each good until the call returns. */
  public void run(String sql, Consumer<VectorSchemaRoot> consumer) {
    try (QueryResult result = engine().execute(session(), sql)) {
      VectorSchemaRoot next;
      while ((next = result.next()) != null) {
        try (VectorSchemaRoot batch = next) {
          consumer.accept(batch);
        }
      }
    }
  }
}
