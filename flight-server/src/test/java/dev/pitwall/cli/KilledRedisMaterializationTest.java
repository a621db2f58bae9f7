package dev.pitwall.cli;

import dev.pitwall.core.config.EngineConfig;
import dev.pitwall.testkit.client.ArchivedPrograms;
import dev.pitwall.testkit.redis.RedisServer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A process that materializes into Redis, killed at a few points; the server lives on. */
class KilledRedisMaterializationTest extends KilledMaterializationContract {
  private RedisServer server;

  KilledRedisMaterializationTest() {
    super(1, Integer.getInteger("pitwall.test.kills", 2), 30_000);
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
  ProcessBuilder materialization(ArchivedPrograms programs, Path data) {
    return programs.process(RedisMaterialization.class, data.toString(), server.uri());
  }
}
