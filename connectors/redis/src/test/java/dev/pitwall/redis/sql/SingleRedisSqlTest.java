package dev.pitwall.redis.sql;

import dev.pitwall.testkit.redis.RedisServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class SingleRedisSqlTest extends RedisSqlContract {
  private static RedisServer servers;

  @BeforeAll
  static void start() {
    servers = RedisServer.start();
  }

  @AfterAll
  static void stop() {
    servers.close();
  }

  @Override
  String uris() {
    return servers.uri();
  }
}
