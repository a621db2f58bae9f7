package dev.pitwall.redis.hash;

import dev.pitwall.redis.exchange.Request;
import dev.pitwall.redis.layout.RedisKey;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.output.IntegerOutput;
import io.lettuce.core.protocol.Command;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import io.lettuce.core.protocol.RedisCommand;
import java.util.Objects;

/**
 * HLEN: how many fields a hash has; 0 when there is none.
 *
 * @param key the hash
 */
public record HashLength(RedisKey key) implements Request<Long> {
  public HashLength {
    Objects.requireNonNull(key, "key");
  }

  @Override
  public RedisCommand<byte[], byte[], Long> command() {
    return new Command<>(
        CommandType.HLEN,
        new IntegerOutput<>(ByteArrayCodec.INSTANCE),
        new CommandArgs<>(ByteArrayCodec.INSTANCE).addKey(key.bytes()));
  }
}
