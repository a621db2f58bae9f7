package dev.pitwall.redis;

import dev.pitwall.spi.online.OnlineStore;
import dev.pitwall.testkit.contract.OnlineStoreContract;
import dev.pitwall.testkit.redis.RedisCluster;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class ClusterStoreContractTest extends OnlineStoreContract {
  private static RedisCluster cluster;

  private final String project = Stores.newProject();

  @BeforeAll
  static void start() {
    cluster = RedisCluster.start();
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @Override
  protected OnlineStore openStore() {
    return Stores.openPatiently(cluster.uris(), project);
  }
}
