package dev.pitwall.jdbc.transport;

import dev.pitwall.jdbc.config.ConnectionConfig;
import dev.pitwall.jdbc.config.ConnectionProperty;
import dev.pitwall.jdbc.error.SqlErrors;
import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.Enumeration;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.arrow.driver.jdbc.ArrowFlightJdbcDriver;
import org.apache.arrow.driver.jdbc.utils.ArrowFlightConnectionConfigImpl.ArrowFlightConnectionProperty;
import org.apache.arrow.flight.CallOption;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.FlightGrpcUtils;
import org.apache.arrow.flight.sql.FlightSqlClient;
import org.apache.arrow.memory.BufferAllocator;

/**
 * A connection of Arrow's own driver: it logs in, encrypts and knows the server's facts. Its
 * channel is used besides for what it has no methods for, because a session without a name lives on
 * one connection; that channel is private, so it is read by reflection, in this one place.
 */
final class ArrowConnection implements AutoCloseable {
  private final Connection connection;
  private final FlightClient flight;
  private final FlightSqlClient client;
  private final CallOption[] options;
  private final ManagedChannel channel;

  private ArrowConnection(Connection connection, BufferAllocator allocator)
      throws ReflectiveOperationException {
    this.connection = connection;
    Object handler = read(connection, "clientHandler");
    Object theirs = read(read(handler, "sqlClient"), "client");
    this.channel = (ManagedChannel) read(theirs, "channel");
    this.flight =
        FlightGrpcUtils.createFlightClientWithSharedChannel(
            allocator, new QueueingChannel(channel));
    this.client = new FlightSqlClient(flight);
    this.options = ((Collection<?>) read(handler, "options")).toArray(CallOption[]::new);
  }

  /**
   * Connects and logs in.
   *
   * @param allocator holds what the client receives
   */
  static ArrowConnection open(ConnectionConfig config, BufferAllocator allocator)
      throws SQLException {
    Properties properties = properties(config);
    if (!isEncrypted(config)) {
      return connect(properties, allocator);
    }
    try (TrustedCertificates certificates = TrustedCertificates.of(config)) {
      properties.setProperty("tlsRootCerts", certificates.file().toString());
      return connect(properties, allocator);
    }
  }

  /** Has something done when the connection ends, though the next call would make another. */
  void whenEnded(Runnable reaction) {
    channel.notifyWhenStateChanged(ConnectivityState.READY, reaction);
  }

  Connection connection() {
    return connection;
  }

  FlightSqlClient client() {
    return client;
  }

  /** The client of what Flight SQL has no calls for. */
  FlightClient flight() {
    return flight;
  }

  CallOption[] options() {
    return options;
  }

  private static ArrowConnection connect(Properties properties, BufferAllocator allocator)
      throws SQLException {
    ArrowFlightJdbcDriver driver = new ArrowFlightJdbcDriver();
    forget(driver.getClass());
    Connection connection = driver.connect(null, properties);
    try {
      return new ArrowConnection(connection, allocator);
    } catch (ReflectiveOperationException e) {
      connection.close();
      throw SqlErrors.translate(e);
    }
  }

  /** The driver registers itself when it is loaded; its URLs are not ours to answer. */
  private static void forget(Class<?> driver) throws SQLException {
    Enumeration<Driver> registered = DriverManager.getDrivers();
    while (registered.hasMoreElements()) {
      Driver candidate = registered.nextElement();
      if (candidate.getClass() == driver) {
        DriverManager.deregisterDriver(candidate);
      }
    }
  }

  private static Properties properties(ConnectionConfig config) throws SQLException {
    Properties properties = new Properties();
    for (Map.Entry<String, String> header : config.headers().entrySet()) {
      checkHeader(header.getKey());
      properties.setProperty(header.getKey(), header.getValue());
    }
    // There are no codecs here: answers come plain, whatever is set in the session.
    properties.setProperty("pitwall-accept-compression", "none");
    properties.setProperty("host", config.host());
    properties.put("port", config.port());
    properties.setProperty("useClientCache", "false");
    Duration patience = config.seconds(ConnectionProperty.CONNECT_TIMEOUT);
    properties.setProperty("connectTimeoutMs", Long.toString(patience.toMillis()));
    copy(config, ConnectionProperty.TOKEN, properties, "token");
    if (!config.isSet(ConnectionProperty.TOKEN)) {
      copy(config, ConnectionProperty.USER, properties, "user");
      copy(config, ConnectionProperty.PASSWORD, properties, "password");
    }
    properties.setProperty("useEncryption", Boolean.toString(isEncrypted(config)));
    boolean verified = !config.get(ConnectionProperty.TLS).equals(Optional.of("unverified"));
    properties.setProperty("disableCertificateVerification", Boolean.toString(!verified));
    copyFile(config, ConnectionProperty.CLIENT_CERTIFICATE, properties);
    copyFile(config, ConnectionProperty.CLIENT_KEY, properties);
    return properties;
  }

  /** Arrow's driver sends what is no property of its own; these it would not send. */
  private static void checkHeader(String name) throws SQLException {
    for (ArrowFlightConnectionProperty property : ArrowFlightConnectionProperty.values()) {
      if (property.camelName().equalsIgnoreCase(name)) {
        throw SqlErrors.connection("a header of the name " + name + " cannot be sent");
      }
    }
  }

  private static boolean isEncrypted(ConnectionConfig config) {
    return !config.get(ConnectionProperty.TLS).equals(Optional.of("off"));
  }

  private static void copy(
      ConnectionConfig config, ConnectionProperty from, Properties properties, String to) {
    config.get(from).ifPresent(value -> properties.setProperty(to, value));
  }

  private static void copyFile(
      ConnectionConfig config, ConnectionProperty property, Properties properties)
      throws SQLException {
    Optional<String> path = config.get(property);
    if (path.isPresent()) {
      TrustedCertificates.readable(path.get(), property.key());
      properties.setProperty(property.key(), path.get());
    }
  }

  @Override
  public void close() throws Exception {
    try (connection) {
      client.close();
    }
  }

  private static Object read(Object owner, String name) throws ReflectiveOperationException {
    var field = owner.getClass().getDeclaredField(name);
    field.setAccessible(true);
    return field.get(owner);
  }
}
