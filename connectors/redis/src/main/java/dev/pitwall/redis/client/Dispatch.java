package dev.pitwall.redis.client;

import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.protocol.AsyncCommand;
import java.util.List;

/** Hands commands to a connection, in one write for all. */
final class Dispatch {
  private Dispatch() {}

  /** Sends the commands; they fail by themselves when the connection does not take them. */
  static void to(
      StatefulRedisConnection<byte[], byte[]> connection,
      List<? extends AsyncCommand<byte[], byte[], ?>> commands) {
    try {
      connection.dispatch(commands);
    } catch (RuntimeException e) {
      fail(commands, e);
    }
  }

  static void fail(List<? extends AsyncCommand<byte[], byte[], ?>> commands, Throwable reason) {
    commands.forEach(command -> command.completeExceptionally(reason));
  }
}
