package dev.pitwall.redis.exchange;

import dev.pitwall.redis.client.Node;
import dev.pitwall.redis.layout.RedisKey;
import io.lettuce.core.protocol.RedisCommand;
import java.util.Optional;

/**
 * A command about one key, or to one server, that may be sent more than once.
 *
 * @param <T> the answer
 */
public interface Request<T> {
  /** The key, which says where the command goes; null for a command to {@link #node}. */
  RedisKey key();

  /** The one server to ask; empty for the one that has the key. */
  default Optional<Node> node() {
    return Optional.empty();
  }

  /** The command, made anew each time. */
  RedisCommand<byte[], byte[], T> command();

  /** What to send at once in place of this, after the server gave an error; empty for nothing. */
  default Optional<Request<T>> instead(Throwable error) {
    return Optional.empty();
  }
}
