package dev.pitwall.redis.exchange;

import dev.pitwall.redis.layout.RedisKey;
import io.lettuce.core.protocol.RedisCommand;
import java.util.Optional;

/**
 * A command about one key that may be sent more than once.
 *
 * @param <T> the answer
 */
public interface Request<T> {
  /** The key, which says where the command goes. */
  RedisKey key();

  /** The command, made anew each time. */
  RedisCommand<byte[], byte[], T> command();

  /** What to send at once in place of this, after the server gave an error; empty for nothing. */
  default Optional<Request<T>> instead(Throwable error) {
    return Optional.empty();
  }
}
