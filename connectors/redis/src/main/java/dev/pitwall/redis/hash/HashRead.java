package dev.pitwall.redis.hash;

import dev.pitwall.redis.exchange.Request;
import dev.pitwall.redis.layout.RedisKey;
import io.lettuce.core.protocol.Command;
import io.lettuce.core.protocol.CommandType;
import io.lettuce.core.protocol.RedisCommand;
import java.util.Objects;

/**
 * HMGET: fields of one hash.
 *
 * @param key the hash
 * @param fields which ones
 */
record HashRead(RedisKey key, FieldNames fields) implements Request<byte[][]> {
  HashRead {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(fields, "fields");
  }

  @Override
  public RedisCommand<byte[], byte[], byte[][]> command() {
    return new Command<>(CommandType.HMGET, new FieldsOutput(fields.count()), fields.of(key));
  }
}
