package dev.pitwall.cli.connect;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Objects;

/** Where a server listens. */
public record ServerAddress(String host, int port) {
  public ServerAddress {
    Objects.requireNonNull(host, "host");
  }

  /**
   * Reads {@code host:port}.
   *
   * @throws IllegalArgumentException when the text is something else
   */
  public static ServerAddress parse(String text) {
    try {
      URI uri = new URI("grpc://" + text);
      if (uri.getHost() != null && uri.getPort() > 0) {
        return new ServerAddress(uri.getHost(), uri.getPort());
      }
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("not host:port: " + text, e);
    }
    throw new IllegalArgumentException("not host:port: " + text);
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
