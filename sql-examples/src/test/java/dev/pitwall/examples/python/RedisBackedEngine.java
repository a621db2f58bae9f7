package dev.pitwall.examples.python;

import dev.pitwall.core.config.EngineConfig;
import dev.pitwall.core.query.FeatureQueryEngine;
import dev.pitwall.core.query.result.QueryResult;
import dev.pitwall.core.session.QuerySession;
import dev.pitwall.testkit.batch.Batches;
import dev.pitwall.testkit.redis.RedisServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.VectorSchemaRoot;

/** An engine whose online store is a Redis; closing it fails on a memory leak. */
final class RedisBackedEngine implements AutoCloseable {
  private final FeatureQueryEngine engine;
  private final QuerySession session;

  /**
   * Opens the engine.
   *
   * @param home of the catalog
   * @param project whose rows are read and written, as Feast names it
   */
  RedisBackedEngine(Path home, RedisServer redis, String project) {
    EngineConfig local = EngineConfig.inDirectory(home);
    engine =
        FeatureQueryEngine.open(
            new EngineConfig(
                local.dataDirectory(),
                local.registry(),
                "redis",
                local.limits(),
                Map.of("redis", settings(redis, project))));
    session = engine.openSession("test");
  }

  /** Limits that hold on a machine which also runs other things: no test of speed. */
  private static Map<String, String> settings(RedisServer redis, String project) {
    return Map.of(
        "uris",
        redis.uri(),
        "project",
        project,
        "connect_timeout",
        "20s",
        "read_timeout",
        "20s",
        "write_timeout",
        "20s",
        "lookup_deadline",
        "60s",
        "write_deadline",
        "60s");
  }

  /** Runs a statement; its rows as {@link Batches} has them, none for a change. */
  List<List<Object>> rows(String sql) {
    List<List<Object>> rows = new ArrayList<>();
    try (QueryResult result = engine.execute(session, sql)) {
      for (VectorSchemaRoot batch = result.next(); batch != null; batch = result.next()) {
        rows.addAll(Batches.rows(batch));
        batch.close();
      }
    }
    return rows;
  }

  @Override
  public void close() {
    try (engine;
        session) {
      // Closes the session, then the engine.
    }
  }
}
