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
 * @param names of the fields
 * @param places the same fields, to find them in the answer
 * @param reading takes note of what comes
 */
record WholeHashRead(RedisKey key, FieldNames names, FieldPlaces places, HashReading reading)
    implements Request<byte[][]> {
  WholeHashRead {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(names, "names");
    Objects.requireNonNull(places, "places");
    Objects.requireNonNull(reading, "reading");
  }

  @Override
  public RedisCommand<byte[], byte[], byte[][]> command() {
    return new Command<>(
        CommandType.HGETALL,
        new WholeHashOutput(names.count(), places, reading),
        new CommandArgs<>(ByteArrayCodec.INSTANCE).addKey(key.bytes()));
  }

  @Override
  public Optional<Request<byte[][]>> instead(Throwable error) {
    if (error instanceof RedisCommandExecutionException
        && error.getMessage() != null
        && error.getMessage().startsWith("NOPERM")) {
      reading.refuse();
      return Optional.of(new HashRead(key, names));
    }
    return Optional.empty();
  }
}
