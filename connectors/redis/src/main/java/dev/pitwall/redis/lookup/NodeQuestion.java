package dev.pitwall.redis.lookup;

import dev.pitwall.redis.client.Node;
import dev.pitwall.redis.exchange.Request;
import dev.pitwall.redis.layout.RedisKey;
import io.lettuce.core.protocol.RedisCommand;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A reading command for one server, whatever it holds.
 *
 * @param server the server to ask
 * @param making makes the command anew each time
 */
record NodeQuestion<T>(Node server, Supplier<RedisCommand<byte[], byte[], T>> making)
    implements Request<T> {
  NodeQuestion {
    Objects.requireNonNull(server, "server");
    Objects.requireNonNull(making, "making");
  }

  @Override
  public RedisKey key() {
    return null;
  }

  @Override
  public Optional<Node> node() {
    return Optional.of(server);
  }

  @Override
  public RedisCommand<byte[], byte[], T> command() {
    return making.get();
  }
}
