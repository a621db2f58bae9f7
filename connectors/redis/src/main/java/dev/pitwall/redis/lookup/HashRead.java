package dev.pitwall.redis.lookup;

import dev.pitwall.redis.exchange.Request;
import dev.pitwall.redis.layout.RedisKey;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.protocol.Command;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import io.lettuce.core.protocol.RedisCommand;
import java.util.List;
import java.util.Objects;

/**
 * HMGET: fields of one hash.
 *
 * @param key the hash
 * @param fields their names
 */
record HashRead(RedisKey key, List<byte[]> fields) implements Request<byte[][]> {
  HashRead {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(fields, "fields");
  }

  @Override
  public RedisCommand<byte[], byte[], byte[][]> command() {
    CommandArgs<byte[], byte[]> arguments = new CommandArgs<>(ByteArrayCodec.INSTANCE);
    arguments.addKey(key.bytes());
    fields.forEach(arguments::add);
    return new Command<>(CommandType.HMGET, new FieldsOutput(fields.size()), arguments);
  }
}
