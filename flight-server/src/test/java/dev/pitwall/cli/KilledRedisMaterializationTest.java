package dev.pitwall.cli;

import dev.pitwall.core.config.EngineConfig;
import dev.pitwall.testkit.redis.RedisServer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A process that materializes into Redis, killed at a few points; the server lives on. */
class KilledRedisMaterializationTest extends KilledMaterializationContract {
  private RedisServer server;

  KilledRedisMaterializationTest() {
    super(1, 2, 30_000);
  }

  @BeforeEach
  void start() {
    server = RedisServer.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Override
  EngineConfig config(Path data) {
    return RedisMaterialization.config(data, server.uri());
  }

  @Override
  List<String> materialization(Path data) {
    return List.of(RedisMaterialization.class.getName(), data.toString(), server.uri());
  }
}
