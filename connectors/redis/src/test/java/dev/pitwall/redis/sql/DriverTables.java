package dev.pitwall.redis.sql;

import static dev.pitwall.testkit.batch.Batches.row;

import dev.pitwall.core.config.EngineConfig;
import dev.pitwall.core.config.EngineConfig.LimitsConfig;
import dev.pitwall.redis.RedisStorePlugin;
import dev.pitwall.spi.online.OnlineStore;
import dev.pitwall.spi.plugin.StoreContext;
import dev.pitwall.testkit.batch.Fields;
import dev.pitwall.testkit.engine.TestEngine;
import dev.pitwall.testkit.store.StoreLayout;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.arrow.vector.types.pojo.Schema;

/** Two views of drivers, in an engine over servers of a test. */
final class DriverTables {
  static final long HOUR = 3_600_000_000L;
  private static final Schema COLUMNS =
      Fields.schema(
          Fields.of("driver_id", Fields.BIGINT),
          Fields.of("event_ts", Fields.TIMESTAMP),
          Fields.of("created_ts", Fields.TIMESTAMP),
          Fields.of("score", Fields.DOUBLE),
          Fields.of("note", Fields.VARCHAR));

  private DriverTables() {}

  /** An engine whose catalog is in a directory, over a store as {@code stores.redis} says. */
  static TestEngine open(Path directory, Map<String, String> redis) {
    return open(EngineConfig.inDirectory(directory), redis);
  }

  /** An engine that gives up on queries after a time. */
  static TestEngine open(Path directory, Map<String, String> redis, Duration queryTimeout) {
    EngineConfig config = EngineConfig.inDirectory(directory);
    LimitsConfig limits = config.limits();
    return open(
        new EngineConfig(
            directory,
            config.registry(),
            config.onlineStore(),
            new LimitsConfig(
                limits.memoryBytes(),
                limits.queryMemoryBytes(),
                Optional.of(queryTimeout),
                limits.statementLength(),
                limits.nestingDepth(),
                limits.workers(),
                limits.planCacheSize()),
            config.stores()),
        redis);
  }

  private static TestEngine open(EngineConfig config, Map<String, String> redis) {
    OnlineStore store =
        new RedisStorePlugin().open(new StoreContext(config.dataDirectory(), redis));
    return new TestEngine(config, StoreLayout.regular(4, 3), store);
  }

  /** The tables of both views; no rows yet. */
  static void create(TestEngine engine) {
    engine.table("stats", COLUMNS, List.of());
    engine.table("profile", COLUMNS, List.of());
  }

  /** The entity and its two views, {@code stats} with a TTL of two hours. */
  static void define(TestEngine engine) {
    engine.update("CREATE ENTITY driver (driver_id BIGINT)");
    engine.update(view("stats", " TTL INTERVAL '2' HOUR"));
    engine.update(view("profile", ""));
  }

  private static String view(String name, String timeToLive) {
    return "CREATE FEATURE VIEW "
        + name
        + " ENTITY driver TIMESTAMP event_ts CREATED created_ts"
        + timeToLive
        + " FROM DELTA '"
        + name
        + "'";
  }

  /** A row of either table that became true so many hours ago, and known at once. */
  static List<Object> driver(long id, long hours, Double score, String note) {
    long event = now() - hours * HOUR;
    return row(id, event, event, score, note);
  }

  /** In microseconds since 1970. */
  static long now() {
    return System.currentTimeMillis() * 1_000;
  }
}
