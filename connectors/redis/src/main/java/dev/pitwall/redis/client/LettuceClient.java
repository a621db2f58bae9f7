package dev.pitwall.redis.client;

import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.resource.ClientResources;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * A client with threads of its own.
 *
 * @param <C> for one server or for a cluster
 */
final class LettuceClient<C extends AbstractRedisClient> implements AutoCloseable {
  private static final long WAIT_SECONDS = 5;

  private final ClientResources resources = ClientSettings.resources();
  private final Refusals refusals = new Refusals(resources.eventBus());
  private final C client;

  LettuceClient(Function<ClientResources, C> making) {
    this.client = making.apply(resources);
  }

  C client() {
    return client;
  }

  /** Connects; throws Lettuce's exception when that fails, and leaves nothing open. */
  <T> T connect(Function<C, T> connecting) {
    try {
      return connecting.apply(client);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /** As {@link RedisLink#refusal}. */
  Optional<String> refusal() {
    return refusals.last();
  }

  /** Ends its connections and threads. */
  @Override
  public void close() {
    refusals.close();
    client.shutdown(0, WAIT_SECONDS, TimeUnit.SECONDS);
    resources.shutdown(0, WAIT_SECONDS, TimeUnit.SECONDS).awaitUninterruptibly();
  }
}
