package dev.pitwall.jdbc.config;

import dev.pitwall.jdbc.error.SqlErrors;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A URL taken apart: {@code jdbc:pitwall://host[:port][/schema][?key=value&…]}.
 *
 * @param host name or address; an IPv6 address in brackets
 * @param port as given, or 31337
 * @param properties what stands behind the question mark and, as {@code schema}, before it
 */
public record ConnectionUrl(String host, int port, Map<String, String> properties) {
  private static final String PREFIX = "jdbc:pitwall:";
  private static final int DEFAULT_PORT = 31337;
  private static final int LAST_PORT = 65535;

  public ConnectionUrl {
    properties = Map.copyOf(properties);
  }

  /** Whether a URL is for this driver at all; false for null. */
  public static boolean isOurs(String url) {
    return url != null && url.regionMatches(true, 0, PREFIX, 0, PREFIX.length());
  }

  /**
   * Takes a URL apart. What is wrong is said without repeating what may hold a password.
   *
   * @throws SQLException 08001 when it is no URL of this form
   */
  public static ConnectionUrl parse(String url) throws SQLException {
    URI uri = uri(url);
    if (!"pitwall".equalsIgnoreCase(uri.getScheme()) || uri.getHost() == null) {
      throw malformed("it names no host");
    }
    if (uri.getRawUserInfo() != null) {
      throw malformed("a user and a password go into properties, ?user=…&password=…");
    }
    int port = uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort();
    if (port == 0 || port > LAST_PORT) {
      throw malformed("the port must be from 1 to " + LAST_PORT);
    }
    Map<String, String> properties = query(uri.getRawQuery());
    addSchema(properties, uri.getPath());
    return new ConnectionUrl(uri.getHost(), port, properties);
  }

  private static URI uri(String url) throws SQLException {
    try {
      return new URI(url.substring("jdbc:".length()));
    } catch (URISyntaxException e) {
      // Neither the exception's message nor its cause: they repeat the URL.
      throw malformed(
          "at character "
              + (e.getIndex() + "jdbc:".length() + 1)
              + ": "
              + e.getReason()
              + "; write special characters as %XX");
    }
  }

  private static Map<String, String> query(String query) throws SQLException {
    Map<String, String> properties = new LinkedHashMap<>();
    if (query == null) {
      return properties;
    }
    for (String pair : query.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        put(properties, pair.substring(0, equals), decode(pair.substring(equals + 1)));
      } else if (!pair.isEmpty()) {
        throw malformed("a property has no value; write key=value, joined by &");
      }
    }
    return properties;
  }

  private static void put(Map<String, String> properties, String key, String value)
      throws SQLException {
    if (properties.putIfAbsent(decode(key), value) != null) {
      throw malformed("property " + decode(key) + " is given twice");
    }
  }

  private static void addSchema(Map<String, String> properties, String path) throws SQLException {
    if (path == null || path.isEmpty() || path.equals("/")) {
      return;
    }
    String schema = path.substring(1);
    if (schema.contains("/")) {
      throw malformed("only one name, a schema, may follow the host");
    }
    put(properties, ConnectionProperty.SCHEMA.key(), schema);
  }

  private static String decode(String text) throws SQLException {
    try {
      // A plus sign is itself: this is no form that a browser sends.
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw malformed("a % must be followed by two hexadecimal digits");
    }
  }

  private static SQLException malformed(String problem) {
    return SqlErrors.connection(
        "the URL cannot be read: "
            + problem
            + ". The form is jdbc:pitwall://host[:port][/schema][?key=value&…]");
  }
}
