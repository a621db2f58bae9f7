package dev.pitwall.redis.sql;

import dev.pitwall.testkit.redis.RedisCluster;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class ClusterRedisSqlTest extends RedisSqlContract {
  private static RedisCluster servers;

  @BeforeAll
  static void start() {
    servers = RedisCluster.start();
  }

  @AfterAll
  static void stop() {
    servers.close();
  }

  @Override
  String uris() {
    return servers.uris();
  }
}
