package dev.pitwall.jdbc;

import dev.pitwall.jdbc.config.ConnectionConfig;
import dev.pitwall.jdbc.config.ConnectionProperty;
import dev.pitwall.jdbc.config.ConnectionUrl;
import dev.pitwall.jdbc.config.DriverVersion;
import dev.pitwall.jdbc.connection.PitwallConnection;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Properties;
import java.util.logging.Logger;

/** The JDBC driver, for URLs as {@code jdbc:pitwall://host[:port][/schema][?key=value&…]}. */
public final class PitwallDriver implements Driver {
  static {
    try {
      DriverManager.registerDriver(new PitwallDriver());
    } catch (SQLException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /**
   * Connects.
   *
   * @param properties beside those of the URL, which beat them; may be null
   * @return null when the URL is another driver's
   * @throws SQLException 08001 when the URL or a property is wrong or the server cannot be reached,
   *     28000 when it refuses the user
   */
  @Override
  public Connection connect(String url, Properties properties) throws SQLException {
    return acceptsURL(url) ? PitwallConnection.open(ConnectionConfig.of(url, properties)) : null;
  }

  @Override
  public boolean acceptsURL(String url) {
    return ConnectionUrl.isOurs(url);
  }

  /** All properties there are, with the values given; a password given is not shown. */
  @Override
  public DriverPropertyInfo[] getPropertyInfo(String url, Properties properties)
      throws SQLException {
    ConnectionConfig config = ConnectionConfig.lenient(url, properties);
    return Arrays.stream(ConnectionProperty.values())
        .map(property -> info(property, config))
        .toArray(DriverPropertyInfo[]::new);
  }

  private static DriverPropertyInfo info(ConnectionProperty property, ConnectionConfig config) {
    String value = property.isSecret() ? null : config.get(property).orElse(null);
    DriverPropertyInfo info = new DriverPropertyInfo(property.key(), value);
    info.description = property.description();
    info.choices = property.choices().isEmpty() ? null : property.choices().toArray(String[]::new);
    return info;
  }

  @Override
  public int getMajorVersion() {
    return DriverVersion.major();
  }

  @Override
  public int getMinorVersion() {
    return DriverVersion.minor();
  }

  /** Not every method of JDBC is there: nothing can be undone. */
  @Override
  public boolean jdbcCompliant() {
    return false;
  }

  @Override
  public Logger getParentLogger() {
    return Logger.getLogger("dev.pitwall.jdbc");
  }
}
