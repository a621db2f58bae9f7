package dev.pitwall.redis.hash;

import dev.pitwall.redis.exchange.Request;
import dev.pitwall.redis.layout.RedisKey;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.protocol.Command;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import io.lettuce.core.protocol.RedisCommand;
import java.util.Objects;
import java.util.Optional;

/**
 * HGETALL: fields of one hash, picked from all that it has; HMGET where the user may not ask so.
 *
 * @param key the hash
 * @param fields which ones
 * @param reading takes note of what comes
 */
record WholeHashRead(RedisKey key, HashFields fields, HashReading reading)
    implements Request<byte[][]> {
  WholeHashRead {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(fields, "fields");
    Objects.requireNonNull(reading, "reading");
  }

  @Override
  public RedisCommand<byte[], byte[], byte[][]> command() {
    return new Command<>(
        CommandType.HGETALL,
        new WholeHashOutput(fields.names().count(), fields.places(), reading),
        new CommandArgs<>(ByteArrayCodec.INSTANCE).addKey(key.bytes()));
  }

  @Override
  public Optional<Request<byte[][]>> instead(Throwable error) {
    if (error instanceof RedisCommandExecutionException
        && error.getMessage() != null
        && error.getMessage().startsWith("NOPERM")) {
      reading.refused();
      return Optional.of(new HashRead(key, fields.names()));
    }
    return Optional.empty();
  }
}
