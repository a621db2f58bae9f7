package dev.pitwall.flight.config;

import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.Objects;

/**
 * How the Flight SQL server is set up.
 *
 * @param host the address to listen on
 * @param port the port to listen on; 0 for any free one
 * @param users passwords by user name; when these are empty and no tokens are taken everyone is let
 *     in, which is allowed on loopback, or where clients show a certificate
 * @param security how calls are encrypted, and which tokens are taken
 */
public record ServerConfig(
    String host,
    int port,
    Map<String, String> users,
    SessionLimits sessions,
    StreamLimits streams,
    SecurityConfig security) {
  /** Where the server listens unless told otherwise. */
  public static final int DEFAULT_PORT = 31337;

  private static final String LOOPBACK = "127.0.0.1";

  public ServerConfig {
    Objects.requireNonNull(host, "host");
    users = Map.copyOf(users);
    Objects.requireNonNull(sessions, "sessions");
    Objects.requireNonNull(streams, "streams");
    Objects.requireNonNull(security, "security");
    if (port < 0 || port > 65_535) {
      throw invalid("server.port is " + port + ", but must be from 0 to 65535");
    }
    boolean isLoopback = isLoopback(host);
    boolean isOpen = users.isEmpty() && security.tokens().isEmpty();
    if (isOpen && !security.knowsClients() && !isLoopback) {
      throw invalid(
          "the server would listen on "
              + host
              + " and let everyone in; configure server.users or server.tokens, or listen on "
              + LOOPBACK);
    }
  }

  /** A server that calls are not encrypted to, and that takes no tokens of others. */
  public ServerConfig(
      String host,
      int port,
      Map<String, String> users,
      SessionLimits sessions,
      StreamLimits streams) {
    this(host, port, users, sessions, streams, SecurityConfig.NONE);
  }

  /** A server without users on loopback. */
  public static ServerConfig onLoopback(int port) {
    return new ServerConfig(
        LOOPBACK, port, Map.of(), SessionLimits.defaults(), StreamLimits.defaults());
  }

  public ServerConfig withPort(int newPort) {
    return new ServerConfig(host, newPort, users, sessions, streams, security);
  }

  public ServerConfig withUsers(Map<String, String> newUsers) {
    return new ServerConfig(host, port, newUsers, sessions, streams, security);
  }

  public ServerConfig withSecurity(SecurityConfig newSecurity) {
    return new ServerConfig(host, port, users, sessions, streams, newSecurity);
  }

  @Override
  public String toString() {
    return "ServerConfig[host=" + host + ", port=" + port + ", users=" + users.keySet() + "]";
  }

  private static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      throw new PitwallException(
          ErrorCode.INVALID_CONFIGURATION, "server.host is " + host + ", which no one knows", e);
    }
  }

  private static PitwallException invalid(String message) {
    return new PitwallException(ErrorCode.INVALID_CONFIGURATION, message);
  }
}
