package dev.pitwall.redis.client;

import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.resource.ClientResources;
import java.util.concurrent.TimeUnit;

/** Ends a client and its threads. */
final class Shutdown {
  private static final long WAIT_SECONDS = 5;

  private Shutdown() {}

  static void of(AbstractRedisClient client, ClientResources resources) {
    client.shutdown(0, WAIT_SECONDS, TimeUnit.SECONDS);
    resources.shutdown(0, WAIT_SECONDS, TimeUnit.SECONDS).awaitUninterruptibly();
  }
}
