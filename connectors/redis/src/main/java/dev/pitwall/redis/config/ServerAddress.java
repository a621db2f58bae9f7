package dev.pitwall.redis.config;

import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Objects;

/**
 * Where a server listens.
 *
 * @param host a name or an address
 * @param port a TCP port
 * @param transport whether the connection is encrypted
 */
public record ServerAddress(String host, int port, Transport transport) {
  private static final int DEFAULT_PORT = 6379;

  /** How bytes travel. */
  public enum Transport {
    PLAIN,
    TLS
  }

  public ServerAddress {
    Objects.requireNonNull(host, "host");
    Objects.requireNonNull(transport, "transport");
  }

  /**
   * Reads {@code redis://host[:port]} or {@code rediss://host[:port]}.
   *
   * @throws PitwallException INVALID_CONFIGURATION when it is neither; a password in it is never
   *     repeated
   */
  static ServerAddress parse(String text) {
    try {
      URI uri = new URI(text);
      if (uri.getRawUserInfo() != null) {
        throw invalid("give the user and the password by the keys user and password, not in uris");
      }
      Transport transport = transport(uri.getScheme());
      boolean plain = uri.getQuery() == null && uri.getFragment() == null;
      if (uri.getHost() == null || transport == null || !plain || uri.getPath().length() > 1) {
        throw invalid("uris holds what is no redis://host:port or rediss://host:port");
      }
      return new ServerAddress(
          uri.getHost(), uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort(), transport);
    } catch (URISyntaxException e) {
      throw invalid("uris holds what is no URI; name servers as redis://host:port");
    }
  }

  private static Transport transport(String scheme) {
    if ("redis".equals(scheme)) {
      return Transport.PLAIN;
    }
    return "rediss".equals(scheme) ? Transport.TLS : null;
  }

  private static PitwallException invalid(String problem) {
    return new PitwallException(ErrorCode.INVALID_CONFIGURATION, "stores.redis: " + problem);
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
