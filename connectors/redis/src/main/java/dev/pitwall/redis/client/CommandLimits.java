package dev.pitwall.redis.client;

import dev.pitwall.redis.config.TimeLimits;
import io.lettuce.core.TimeoutOptions.TimeoutSource;
import io.lettuce.core.protocol.CommandType;
import io.lettuce.core.protocol.ProtocolKeyword;
import io.lettuce.core.protocol.RedisCommand;
import java.util.Set;

/** How long each kind of command may take, in milliseconds. */
final class CommandLimits extends TimeoutSource {
  private static final Set<ProtocolKeyword> READS =
      Set.of(CommandType.HMGET, CommandType.HGETALL, CommandType.HLEN);

  private final long read;
  private final long write;

  CommandLimits(TimeLimits limits) {
    this.read = limits.read().toMillis();
    this.write = limits.write().toMillis();
  }

  @Override
  public long getTimeout(RedisCommand<?, ?, ?> command) {
    return READS.contains(command.getType()) ? read : write;
  }
}
