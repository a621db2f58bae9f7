package dev.pitwall.redis.write;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.pitwall.redis.exchange.Request;
import dev.pitwall.redis.layout.RedisKey;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.output.IntegerOutput;
import io.lettuce.core.protocol.Command;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import io.lettuce.core.protocol.RedisCommand;
import java.util.List;
import java.util.Optional;

/**
 * Runs the script on one key. To run it twice is to run it once, so it may be repeated.
 *
 * @param key the hash
 * @param arguments the script's
 * @param type EVALSHA, or EVAL for a server that does not know the script yet
 */
record RowWrite(RedisKey key, List<byte[]> arguments, CommandType type) implements Request<Long> {
  private static final byte[] ONE_KEY = "1".getBytes(US_ASCII);

  @Override
  public RedisCommand<byte[], byte[], Long> command() {
    CommandArgs<byte[], byte[]> line = new CommandArgs<>(ByteArrayCodec.INSTANCE);
    line.add(type == CommandType.EVAL ? NewestWins.SCRIPT : NewestWins.DIGEST);
    line.add(ONE_KEY).addKey(key.bytes());
    arguments.forEach(line::add);
    return new Command<>(type, new IntegerOutput<>(ByteArrayCodec.INSTANCE), line);
  }

  @Override
  public Optional<Request<Long>> instead(Throwable error) {
    return error instanceof RedisNoScriptException && type == CommandType.EVALSHA
        ? Optional.of(new RowWrite(key, arguments, CommandType.EVAL))
        : Optional.empty();
  }
}
