package dev.pitwall.cli.connect;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * Where a server listens.
 *
 * @param transport whether calls are encrypted
 * @param trusted the certificates in PEM that the server's must come from; empty for those that the
 *     JVM trusts
 * @param own what the client shows of itself; empty for nothing
 */
public record ServerAddress(
    String host,
    int port,
    Transport transport,
    Optional<Path> trusted,
    Optional<OwnCertificate> own) {
  private static final String PLAIN = "grpc";
  private static final String ENCRYPTED = "grpc+tls";

  public ServerAddress {
    Objects.requireNonNull(host, "host");
    Objects.requireNonNull(transport, "transport");
    Objects.requireNonNull(trusted, "trusted");
    Objects.requireNonNull(own, "own");
  }

  /** A server that calls are not encrypted to. */
  public ServerAddress(String host, int port) {
    this(host, port, Transport.PLAIN, Optional.empty(), Optional.empty());
  }

  /** Whether calls are encrypted. */
  public enum Transport {
    PLAIN,
    TLS
  }

  /**
   * Reads {@code host:port}, {@code grpc://host:port} or {@code grpc+tls://host:port}.
   *
   * @throws IllegalArgumentException when the text is something else
   */
  public static ServerAddress parse(String text) {
    try {
      URI uri = new URI(text.contains("://") ? text : PLAIN + "://" + text);
      boolean isAddress = uri.getRawUserInfo() == null && uri.getRawPath().length() <= 1;
      if (isAddress && uri.getHost() != null && uri.getPort() > 0) {
        return new ServerAddress(
            uri.getHost(),
            uri.getPort(),
            transport(uri.getScheme()),
            Optional.empty(),
            Optional.empty());
      }
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("not host:port: " + text, e);
    }
    throw new IllegalArgumentException("not host:port: " + text);
  }

  /** The same server, whose certificate must come from those in a file. */
  public ServerAddress trusting(Path certificates) {
    return new ServerAddress(host, port, Transport.TLS, Optional.of(certificates), own);
  }

  /** The same server, which the client shows a certificate to. */
  public ServerAddress showing(OwnCertificate certificate) {
    return new ServerAddress(host, port, Transport.TLS, trusted, Optional.of(certificate));
  }

  @Override
  public String toString() {
    return transport == Transport.TLS ? ENCRYPTED + "://" + host + ":" + port : host + ":" + port;
  }

  private static Transport transport(String scheme) {
    return switch (scheme) {
      case PLAIN, PLAIN + "+tcp" -> Transport.PLAIN;
      case ENCRYPTED -> Transport.TLS;
      default ->
          throw new IllegalArgumentException(
              "neither " + PLAIN + " nor " + ENCRYPTED + ": " + scheme);
    };
  }
}
