package dev.pitwall.redis.client;

import java.util.Objects;

/**
 * A server, as the cluster names it.
 *
 * @param host a name or an address
 * @param port a TCP port
 */
public record Node(String host, int port) {
  public Node {
    Objects.requireNonNull(host, "host");
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
