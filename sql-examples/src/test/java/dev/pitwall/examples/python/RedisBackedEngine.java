package dev.pitwall.examples.python;

import dev.pitwall.core.config.EngineConfig;
import dev.pitwall.testkit.engine.EngineSession;
import dev.pitwall.testkit.redis.RedisServer;
import java.nio.file.Path;
import java.util.Map;

/** An engine whose online store is a Redis; closing it fails on a memory leak. */
final class RedisBackedEngine extends EngineSession {
  /**
   * Opens the engine.
   *
   * @param home of the catalog
   * @param project whose rows are read and written, as Feast names it
   */
  RedisBackedEngine(Path home, RedisServer redis, String project) {
    super(config(EngineConfig.inDirectory(home), settings(redis, project)));
  }

  private static EngineConfig config(EngineConfig local, Map<String, String> settings) {
    return new EngineConfig(
        local.dataDirectory(),
        local.registry(),
        "redis",
        local.limits(),
        Map.of("redis", settings));
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
}
