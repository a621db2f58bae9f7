package dev.pitwall.redis;

import dev.pitwall.spi.online.OnlineStore;
import dev.pitwall.testkit.contract.OnlineStoreContract;
import dev.pitwall.testkit.redis.RedisServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class SingleStoreContractTest extends OnlineStoreContract {
  private static RedisServer server;

  private final String project = Stores.newProject();

  @BeforeAll
  static void start() {
    server = RedisServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Override
  protected OnlineStore openStore() {
    return Stores.openPatiently(server.uri(), project);
  }
}
