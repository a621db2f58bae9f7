package dev.pitwall.redis.client;

import dev.pitwall.redis.config.TimeLimits;
import io.lettuce.core.TimeoutOptions.TimeoutSource;
import io.lettuce.core.protocol.CommandType;
import io.lettuce.core.protocol.RedisCommand;

/** How long each kind of command may take, in milliseconds. */
final class CommandLimits extends TimeoutSource {
  private final long read;
  private final long write;

  CommandLimits(TimeLimits limits) {
    this.read = limits.read().toMillis();
    this.write = limits.write().toMillis();
  }

  @Override
  public long getTimeout(RedisCommand<?, ?, ?> command) {
    return command.getType() == CommandType.HMGET ? read : write;
  }
}
