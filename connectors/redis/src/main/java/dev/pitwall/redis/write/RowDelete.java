package dev.pitwall.redis.write;

import dev.pitwall.redis.exchange.Request;
import dev.pitwall.redis.layout.RedisKey;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.output.IntegerOutput;
import io.lettuce.core.protocol.Command;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import io.lettuce.core.protocol.RedisCommand;
import java.util.List;

/**
 * HDEL: removes fields of one hash, which goes with its last field.
 *
 * @param key the hash
 * @param fields their names
 */
record RowDelete(RedisKey key, List<byte[]> fields) implements Request<Long> {
  @Override
  public RedisCommand<byte[], byte[], Long> command() {
    CommandArgs<byte[], byte[]> line = new CommandArgs<>(ByteArrayCodec.INSTANCE);
    line.addKey(key.bytes());
    fields.forEach(line::add);
    return new Command<>(CommandType.HDEL, new IntegerOutput<>(ByteArrayCodec.INSTANCE), line);
  }
}
