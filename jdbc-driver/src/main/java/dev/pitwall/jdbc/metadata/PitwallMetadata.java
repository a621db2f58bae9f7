package dev.pitwall.jdbc.metadata;

import dev.pitwall.jdbc.config.ConnectionProperty;
import dev.pitwall.jdbc.config.DriverVersion;
import dev.pitwall.jdbc.error.SqlErrors;
import dev.pitwall.jdbc.transport.FlightLink;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.RowIdLifetime;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The metadata of a connection. A method that is declared here, in {@link TableMetadata}, in {@link
 * KeyMetadata} or in {@link TypeMetadata} answers for itself; any other is asked of Arrow's driver,
 * which knows the server's facts. A proxy, because nobody would read 180 methods that hand on.
 */
public final class PitwallMetadata implements InvocationHandler {
  private static final int JDBC_MAJOR = 4;
  private static final int JDBC_MINOR = 3;

  private final Connection connection;
  private final FlightLink link;
  private final DatabaseMetaData arrow;
  private final Map<String, Object> owners = new HashMap<>();

  private PitwallMetadata(Connection connection, FlightLink link) throws SQLException {
    this.connection = connection;
    this.link = link;
    this.arrow = link.arrowMetadata();
    TableMetadata tables = new TableMetadata(link);
    for (Object owner :
        List.of(this, tables, new KeyMetadata(link, tables), new TypeMetadata(link))) {
      for (Method method : owner.getClass().getDeclaredMethods()) {
        owners.put(method.getName() + "/" + method.getParameterCount(), owner);
      }
    }
  }

  /** The metadata of a connection. */
  public static DatabaseMetaData of(Connection connection, FlightLink link) throws SQLException {
    return (DatabaseMetaData)
        Proxy.newProxyInstance(
            PitwallMetadata.class.getClassLoader(),
            new Class<?>[] {DatabaseMetaData.class},
            new PitwallMetadata(connection, link));
  }

  @Override
  public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
    if (method.getDeclaringClass() != DatabaseMetaData.class) {
      return identity(proxy, method, arguments);
    }
    Optional<MetadataRows> empty = EmptyMetadata.of(method.getName());
    try {
      return empty.isPresent() ? empty.get().toResult(link) : answer(method, arguments);
    } catch (InvocationTargetException e) {
      throw SqlErrors.translate(e.getCause());
    }
  }

  private Object answer(Method method, Object[] arguments) throws ReflectiveOperationException {
    if (method.getName().matches("\\w+Are(Visible|Detected)")) {
      return false; // a result is what it was when it was asked for; Avatica has no answer
    }
    Object owner = owners.get(method.getName() + "/" + method.getParameterCount());
    if (owner == null) {
      return method.invoke(arrow, arguments);
    }
    return owner
        .getClass()
        .getDeclaredMethod(method.getName(), method.getParameterTypes())
        .invoke(owner, arguments);
  }

  private static Object identity(Object proxy, Method method, Object[] arguments)
      throws SQLException {
    return switch (method.getName()) {
      case "equals" -> proxy == arguments[0];
      case "isWrapperFor" -> ((Class<?>) arguments[0]).isInstance(proxy);
      case "unwrap" -> unwrap(proxy, (Class<?>) arguments[0]);
      case "hashCode" -> System.identityHashCode(proxy);
      default -> "metadata of a Pitwall connection";
    };
  }

  private static Object unwrap(Object proxy, Class<?> type) throws SQLException {
    if (!type.isInstance(proxy)) {
      throw SqlErrors.invalid("this is no " + type.getName());
    }
    return proxy;
  }

  Connection getConnection() {
    return connection;
  }

  String getURL() {
    return link.config().publicUrl();
  }

  String getUserName() {
    return link.config().get(ConnectionProperty.USER).orElse("anonymous");
  }

  String getDriverName() {
    return DriverVersion.NAME;
  }

  String getDriverVersion() {
    return DriverVersion.text();
  }

  int getDriverMajorVersion() {
    return DriverVersion.major();
  }

  int getDriverMinorVersion() {
    return DriverVersion.minor();
  }

  int getJDBCMajorVersion() {
    return JDBC_MAJOR;
  }

  int getJDBCMinorVersion() {
    return JDBC_MINOR;
  }

  /** Arrow's driver takes the first part of the version of Arrow for that of the server. */
  int getDatabaseMajorVersion() throws SQLException {
    return versionPart(0);
  }

  int getDatabaseMinorVersion() throws SQLException {
    return versionPart(1);
  }

  private int versionPart(int index) throws SQLException {
    String[] parts = arrow.getDatabaseProductVersion().split("[.-]");
    return index < parts.length && parts[index].matches("[0-9]{1,9}")
        ? Integer.parseInt(parts[index])
        : 0;
  }

  // Names keep their case, and any case finds them; Arrow's driver reads that as upper case.

  boolean storesMixedCaseIdentifiers() {
    return true;
  }

  boolean storesUpperCaseIdentifiers() {
    return false;
  }

  boolean storesMixedCaseQuotedIdentifiers() {
    return true;
  }

  boolean supportsMixedCaseQuotedIdentifiers() {
    return false;
  }

  // A schema is all that may stand before a table's name; the catalog is there to be listed.

  boolean supportsCatalogsInDataManipulation() {
    return false;
  }

  boolean supportsCatalogsInTableDefinitions() {
    return false;
  }

  boolean supportsCatalogsInProcedureCalls() {
    return false;
  }

  ResultSet getSchemas() throws SQLException {
    return new TableMetadata(link).getSchemas(null, null);
  }

  boolean supportsTransactions() {
    return false;
  }

  boolean supportsTransactionIsolationLevel(int level) {
    return level == Connection.TRANSACTION_NONE;
  }

  int getDefaultTransactionIsolation() {
    return Connection.TRANSACTION_NONE;
  }

  boolean supportsSavepoints() {
    return false;
  }

  boolean supportsResultSetType(int type) {
    return type == ResultSet.TYPE_FORWARD_ONLY;
  }

  boolean supportsResultSetConcurrency(int type, int concurrency) {
    return type == ResultSet.TYPE_FORWARD_ONLY && concurrency == ResultSet.CONCUR_READ_ONLY;
  }

  boolean supportsResultSetHoldability(int holdability) {
    return holdability == ResultSet.HOLD_CURSORS_OVER_COMMIT;
  }

  int getResultSetHoldability() {
    return ResultSet.HOLD_CURSORS_OVER_COMMIT;
  }

  boolean supportsGetGeneratedKeys() {
    return false;
  }

  boolean generatedKeyAlwaysReturned() {
    return false;
  }

  boolean supportsBatchUpdates() {
    return true;
  }

  boolean supportsMultipleOpenResults() {
    return false;
  }

  RowIdLifetime getRowIdLifetime() {
    return RowIdLifetime.ROWID_UNSUPPORTED;
  }

  int getSQLStateType() {
    return DatabaseMetaData.sqlStateSQL;
  }
}
