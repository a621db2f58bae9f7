package dev.pitwall.redis.client;

import io.lettuce.core.protocol.AsyncCommand;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Where commands go: one server, or the masters of a cluster. Never blocks, and throws nothing:
 * what goes wrong completes the command, at the latest after its time-out. Thread-safe.
 */
public interface RedisLink extends AutoCloseable {
  /**
   * Sends commands, each to the server of its key and those of one server together.
   *
   * @param attempt how often they were sent before: every second time a replica is asked instead,
   *     which answers if it was promoted, and redirects to the master if it was not
   */
  void send(Collection<? extends AsyncCommand<byte[], byte[], ?>> commands, int attempt);

  /** Whether servers may redirect us to others: in a cluster they may. */
  boolean isCluster();

  /** Sends a command where a server said that its key is. */
  void redirect(AsyncCommand<byte[], byte[], ?> command, Redirection redirection);

  /** Sends a command to one server. */
  void sendTo(Node node, AsyncCommand<byte[], byte[], ?> command);

  /** The servers that together hold every key. */
  List<Node> masters();

  /** Tells that a server did not answer as it should: it may have been replaced. */
  void suspect();

  /** Why the server refused our name or password the last time we connected; empty if it let us. */
  Optional<String> refusal();

  /** The servers as messages name them. */
  String name();

  @Override
  void close();
}
