package dev.pitwall.monitoring;

import static dev.pitwall.testkit.batch.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.pitwall.flight.PitwallServer;
import dev.pitwall.flight.config.ServerConfig;
import dev.pitwall.testkit.engine.TestEngine;
import dev.pitwall.testkit.redis.RedisServer;
import dev.pitwall.testkit.store.StoreLayout;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedisMetricsTest {
  private static final String LOOKUP = "SELECT note FROM online.things WHERE id = 1 AND name = 'a'";

  @TempDir private Path directory;

  @Test
  void commandsAndTheirErrorsAreCountedAndTheCircuitIsTold() {
    try (RedisServer redis = RedisServer.start();
        TestEngine engine =
            new TestEngine(
                directory, StoreLayout.regular(4, 3), RedisReadinessTest.online(redis, directory));
        PitwallServer server = PitwallServer.start(ServerConfig.onLoopback(0), engine.engine());
        ServerMetrics metrics = new ServerMetrics(engine.engine(), server)) {
      RedisReadinessTest.define(engine);
      engine.update("MATERIALIZE things");
      assertThat(engine.rows(LOOKUP)).containsExactly(row("one"));
      assertThat(metrics.text().lines())
          .contains(
              "pitwall_redis_circuit_state{state=\"closed\"} 1.0",
              "pitwall_redis_circuit_state{state=\"open\"} 0.0",
              "pitwall_redis_command_errors_total{reason=\"unreachable\"} 0.0",
              "pitwall_redis_calls_refused_total 0.0")
          .anyMatch(line -> line.matches("pitwall_redis_commands_total [1-9].*"));
      redis.kill();
      while (!metrics.text().contains("pitwall_redis_circuit_state{state=\"open\"} 1.0")) {
        assertThat(catchThrowable(() -> engine.rows(LOOKUP))).isNotNull();
      }
      assertThat(metrics.text().lines())
          .anyMatch(
              line ->
                  line.matches(
                      "pitwall_redis_command_errors_total\\{reason=\"unreachable\"} [1-9].*"));
    }
  }
}
