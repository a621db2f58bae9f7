package dev.pitwall.jdbc.config;

import dev.pitwall.jdbc.error.SqlErrors;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** What a connection is made with: the URL, and the properties beside it, which the URL's beat. */
public final class ConnectionConfig {
  private static final String HEADER = "header.";

  private final ConnectionUrl url;
  private final Map<ConnectionProperty, String> values = new EnumMap<>(ConnectionProperty.class);
  private final Map<String, String> headers = new LinkedHashMap<>();

  private ConnectionConfig(ConnectionUrl url) {
    this.url = url;
  }

  /**
   * Reads and checks everything, before anything is connected to.
   *
   * @param properties may be null
   * @throws SQLException 08001 when the URL or a property is wrong; it names the property, never
   *     its value
   */
  public static ConnectionConfig of(String url, Properties properties) throws SQLException {
    ConnectionConfig config = lenient(url, properties);
    config.check();
    return config;
  }

  /** Reads everything and lets values be what they are, for a form that is still filled in. */
  public static ConnectionConfig lenient(String url, Properties properties) throws SQLException {
    ConnectionConfig config = new ConnectionConfig(ConnectionUrl.parse(url));
    if (properties != null) {
      for (String name : properties.stringPropertyNames()) {
        config.put(name, properties.getProperty(name));
      }
    }
    for (Map.Entry<String, String> property : config.url.properties().entrySet()) {
      config.put(property.getKey(), property.getValue());
    }
    return config;
  }

  public String host() {
    return url.host();
  }

  public int port() {
    return url.port();
  }

  /** A property's value, else what holds without; an empty value is none. */
  public Optional<String> get(ConnectionProperty property) {
    return Optional.ofNullable(values.get(property)).or(property::initially);
  }

  public boolean isSet(ConnectionProperty property) {
    return values.containsKey(property);
  }

  /** A property that is a number of seconds. */
  public Duration seconds(ConnectionProperty property) {
    return Duration.ofSeconds(Integer.parseInt(get(property).orElse("0")));
  }

  /** What goes with every call, by the header's name in lower case. */
  public Map<String, String> headers() {
    return Map.copyOf(headers);
  }

  /** The URL without its properties: nothing in it is secret. */
  public String publicUrl() {
    return "jdbc:pitwall://" + host() + ":" + port();
  }

  private void put(String name, String value) throws SQLException {
    Optional<ConnectionProperty> known = ConnectionProperty.named(name);
    if (known.isPresent()) {
      putOrRemove(known.get(), value);
    } else if (name.regionMatches(true, 0, HEADER, 0, HEADER.length())) {
      headers.put(headerName(name.substring(HEADER.length())), value);
    } else {
      throw unknown(name);
    }
  }

  private void putOrRemove(ConnectionProperty property, String value) {
    if (value.isEmpty()) {
      values.remove(property);
    } else {
      values.put(property, value);
    }
  }

  private static String headerName(String name) throws SQLException {
    if (!name.matches("[0-9A-Za-z_.-]+") || name.endsWith("-bin")) {
      throw SqlErrors.connection(
          "property header." + name + " names no header: letters, digits, '-', '_' and '.' do");
    }
    return name.toLowerCase(Locale.ROOT);
  }

  private void check() throws SQLException {
    if (isSet(ConnectionProperty.USER) != isSet(ConnectionProperty.PASSWORD)
        && !isSet(ConnectionProperty.TOKEN)) {
      throw SqlErrors.connection(
          isSet(ConnectionProperty.USER)
              ? "a user is given without a password; give both, or a token"
              : "a password is given without a user; give both, or a token");
    }
    checkPair(ConnectionProperty.CLIENT_CERTIFICATE, ConnectionProperty.CLIENT_KEY);
    checkChoice(ConnectionProperty.TLS);
    checkSeconds(ConnectionProperty.CONNECT_TIMEOUT);
    checkSeconds(ConnectionProperty.QUERY_TIMEOUT);
    checkUse();
  }

  private void checkPair(ConnectionProperty one, ConnectionProperty other) throws SQLException {
    if (isSet(one) != isSet(other)) {
      throw SqlErrors.connection(one.key() + " and " + other.key() + " go together; give both");
    }
  }

  private void checkChoice(ConnectionProperty property) throws SQLException {
    String value = get(property).orElse("").toLowerCase(Locale.ROOT);
    if (!property.choices().contains(value)) {
      throw SqlErrors.connection(
          property.key() + " must be one of " + String.join(", ", property.choices()));
    }
    values.put(property, value);
  }

  private void checkSeconds(ConnectionProperty property) throws SQLException {
    String value = get(property).orElse("0");
    if (!value.matches("[0-9]{1,6}")) {
      throw SqlErrors.connection(property.key() + " must be a whole number of seconds");
    }
  }

  /** A certificate that nobody would look at must not give a feeling of safety. */
  private void checkUse() throws SQLException {
    List<ConnectionProperty> idle = new ArrayList<>();
    if (get(ConnectionProperty.TLS).orElse("").equals("off")) {
      idle.add(ConnectionProperty.TLS_ROOT_CERTIFICATES);
      idle.add(ConnectionProperty.TRUST_STORE);
      idle.add(ConnectionProperty.CLIENT_CERTIFICATE);
    }
    for (ConnectionProperty property : idle) {
      if (isSet(property)) {
        throw SqlErrors.connection(property.key() + " is of no use without encryption; set tls=on");
      }
    }
  }

  private static SQLException unknown(String name) {
    List<String> known = new ArrayList<>();
    for (ConnectionProperty property : ConnectionProperty.values()) {
      known.add(property.key());
    }
    return SqlErrors.connection(
        "there is no property "
            + name
            + ClosestName.to(name, known).map(meant -> "; did you mean " + meant + "?").orElse(".")
            + " Known are "
            + String.join(", ", known)
            + ", and header.NAME for a header of every call");
  }
}
