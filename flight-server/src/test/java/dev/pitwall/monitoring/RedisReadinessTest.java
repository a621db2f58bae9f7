package dev.pitwall.monitoring;

import static dev.pitwall.testkit.batch.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pitwall.spi.online.OnlineStore;
import dev.pitwall.spi.plugin.OnlineStorePlugin;
import dev.pitwall.spi.plugin.StoreContext;
import dev.pitwall.testkit.batch.Fields;
import dev.pitwall.testkit.engine.TestEngine;
import dev.pitwall.testkit.redis.Await;
import dev.pitwall.testkit.redis.RedisServer;
import dev.pitwall.testkit.store.StoreLayout;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedisReadinessTest {
  @TempDir private Path directory;

  @Test
  void aStoreThatIsAwayMakesTheServerNotReady() {
    try (RedisServer redis = RedisServer.start();
        TestEngine engine =
            new TestEngine(directory, StoreLayout.regular(4, 3), online(redis, directory))) {
      Readiness readiness = new Readiness(engine.engine());
      assertThat(readiness.obstacle()).as("a catalog without views").isEmpty();
      define(engine);
      assertThat(readiness.obstacle()).isEmpty();
      redis.kill();
      assertThat(readiness.obstacle())
          .hasValueSatisfying(why -> assertThat(why).contains(redis.address()));
      redis.restart();
      Await.until(
          "the store answers", Duration.ofSeconds(20), () -> readiness.obstacle().isEmpty());
    }
  }

  static void define(TestEngine engine) {
    engine.table(
        "things",
        Fields.schema(
            Fields.of("id", Fields.BIGINT),
            Fields.of("name", Fields.VARCHAR),
            Fields.of("event_ts", Fields.TIMESTAMP),
            Fields.of("note", Fields.VARCHAR)),
        List.of(row(1L, "a", 5L, "one")));
    engine.update("CREATE ENTITY thing (id BIGINT, name VARCHAR)");
    engine.update("CREATE FEATURE VIEW things ENTITY thing TIMESTAMP event_ts FROM DELTA 'things'");
  }

  static OnlineStore online(RedisServer redis, Path directory) {
    OnlineStorePlugin plugin =
        ServiceLoader.load(OnlineStorePlugin.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(each -> each.name().equals("redis"))
            .findFirst()
            .orElseThrow();
    // A JVM that has just begun is slow.
    Map<String, String> options =
        Map.of("uris", redis.uri(), "read_timeout", "4s", "lookup_deadline", "5s");
    return plugin.open(new StoreContext(directory, options));
  }
}
