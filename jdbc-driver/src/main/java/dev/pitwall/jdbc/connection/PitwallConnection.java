package dev.pitwall.jdbc.connection;

import dev.pitwall.jdbc.config.ConnectionConfig;
import dev.pitwall.jdbc.config.ConnectionProperty;
import dev.pitwall.jdbc.error.SqlErrors;
import dev.pitwall.jdbc.metadata.PitwallMetadata;
import dev.pitwall.jdbc.transport.CallScope;
import dev.pitwall.jdbc.transport.FlightLink;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/**
 * A connection, which is a session on the server. There are no transactions: every statement is
 * done for good when it is done, and nothing pretends otherwise.
 */
public final class PitwallConnection extends ConnectionDefaults {
  private static final String CATALOG = "catalog";
  private static final String SCHEMA = "schema";
  private static final String READ_ONLY = "read_only";
  private static final String ON = "on";
  private static final String OFF = "off";

  private final FlightLink link;
  private final Set<PitwallStatement> statements = ConcurrentHashMap.newKeySet();
  private DatabaseMetaData metadata;
  private SQLWarning warnings;
  private volatile int networkTimeout;
  private volatile boolean changed;
  private volatile boolean closed;

  private PitwallConnection(FlightLink link) {
    this.link = link;
  }

  /**
   * Connects.
   *
   * @throws SQLException 08001 when the server cannot be reached, 28000 when it refuses the user
   */
  public static PitwallConnection open(ConnectionConfig config) throws SQLException {
    PitwallConnection connection = new PitwallConnection(FlightLink.open(config));
    Optional<String> schema = config.get(ConnectionProperty.SCHEMA);
    if (schema.isPresent()) {
      try {
        connection.setSchema(schema.get());
      } catch (SQLException e) {
        connection.close();
        throw e;
      }
    }
    return connection;
  }

  FlightLink link() {
    return link;
  }

  @Override
  void checkOpen() throws SQLException {
    if (closed) {
      throw SqlErrors.closed("the connection");
    }
  }

  int defaultTimeout() {
    return (int) link.config().seconds(ConnectionProperty.QUERY_TIMEOUT).toSeconds();
  }

  /** What a statement may take at most, in seconds; 0 for any time. */
  int timeout(int ofStatement) {
    return ofStatement > 0 ? ofStatement : (networkTimeout + 999) / 1000;
  }

  void forget(PitwallStatement statement) {
    statements.remove(statement);
  }

  /** A statement changed something, which no rollback undoes. */
  void changed() {
    changed = true;
  }

  @Override
  public Statement createStatement() throws SQLException {
    checkOpen();
    PitwallStatement statement = new PitwallStatement(this);
    statements.add(statement);
    return statement;
  }

  @Override
  public PreparedStatement prepareStatement(String sql) throws SQLException {
    checkOpen();
    PitwallStatement.checkText(sql);
    CallScope scope = new CallScope(Duration.ofSeconds(timeout(defaultTimeout())));
    PitwallPreparedStatement statement =
        new PitwallPreparedStatement(this, sql, link.prepare(scope, sql));
    statements.add(statement);
    return statement;
  }

  /** Rows come forward and cannot be changed; what more was wanted becomes a warning. */
  @Override
  void warnOf(int type, int concurrency) throws SQLException {
    checkOpen();
    if (type != ResultSet.TYPE_FORWARD_ONLY || concurrency != ResultSet.CONCUR_READ_ONLY) {
      warn("results are read forward only and cannot be changed", "01000");
    }
  }

  private void warn(String message, String state) {
    SQLWarning warning = new SQLWarning(message, state);
    if (warnings == null) {
      warnings = warning;
    } else {
      warnings.setNextWarning(warning);
    }
  }

  @Override
  public String nativeSQL(String sql) throws SQLException {
    checkOpen();
    return sql;
  }

  @Override
  public boolean getAutoCommit() throws SQLException {
    checkOpen();
    return true;
  }

  /** Stays on. A warning and no error, since many tools turn it off before they do anything. */
  @Override
  public void setAutoCommit(boolean wanted) throws SQLException {
    checkOpen();
    if (!wanted) {
      warn("there are no transactions: every statement is committed when it is done", "01000");
    }
  }

  /** What was done is committed already. */
  @Override
  public void commit() throws SQLException {
    checkOpen();
    changed = false;
  }

  /** Nothing to do when nothing was changed; else it cannot be done, and says so. */
  @Override
  public void rollback() throws SQLException {
    checkOpen();
    if (changed) {
      changed = false;
      throw SqlErrors.notSupported(
          "there are no transactions: what statements changed stays changed");
    }
  }

  @Override
  public boolean isReadOnly() throws SQLException {
    checkOpen();
    return link.sessionOption(READ_ONLY).equals(Optional.of(ON));
  }

  /** Held by the server, which refuses what would outlive the session with SQLSTATE 25006. */
  @Override
  public void setReadOnly(boolean wanted) throws SQLException {
    checkOpen();
    if (!link.setSessionOption(READ_ONLY, wanted ? ON : OFF) && wanted) {
      throw SqlErrors.notSupported("the server cannot keep a connection from changing anything");
    }
  }

  @Override
  public String getCatalog() throws SQLException {
    checkOpen();
    return link.sessionOption(CATALOG).orElse(null);
  }

  @Override
  public void setCatalog(String catalog) throws SQLException {
    checkOpen();
    if (catalog != null && !link.setSessionOption(CATALOG, catalog)) {
      throw new SQLException("there is no catalog " + catalog, "3D000");
    }
  }

  /** The schema that was set, in which names are looked for first; null when none was. */
  @Override
  public String getSchema() throws SQLException {
    checkOpen();
    return link.sessionOption(SCHEMA).filter(name -> !name.isEmpty()).orElse(null);
  }

  @Override
  public void setSchema(String schema) throws SQLException {
    checkOpen();
    if (schema != null && !link.setSessionOption(SCHEMA, schema)) {
      throw new SQLException("there is no schema " + schema, "3F000");
    }
  }

  @Override
  public DatabaseMetaData getMetaData() throws SQLException {
    checkOpen();
    synchronized (statements) {
      if (metadata == null) {
        metadata = PitwallMetadata.of(this, link);
      }
      return metadata;
    }
  }

  /**
   * Asks the server, which must know the session.
   *
   * @param seconds to wait at most; 0 for any time
   */
  @Override
  public boolean isValid(int seconds) throws SQLException {
    if (seconds < 0) {
      throw SqlErrors.invalid("a number of seconds cannot be negative");
    }
    if (closed) {
      return false;
    }
    try {
      link.sessionOptions(Duration.ofSeconds(seconds));
      return true;
    } catch (SQLException e) {
      return false;
    }
  }

  @Override
  public int getNetworkTimeout() throws SQLException {
    checkOpen();
    return networkTimeout;
  }

  /** Holds for statements that have no time-out of their own. */
  @Override
  public void setNetworkTimeout(Executor executor, int milliseconds) throws SQLException {
    checkOpen();
    if (milliseconds < 0) {
      throw SqlErrors.invalid("a number of milliseconds cannot be negative");
    }
    networkTimeout = milliseconds;
  }

  @Override
  public SQLWarning getWarnings() throws SQLException {
    checkOpen();
    return warnings;
  }

  @Override
  public void clearWarnings() throws SQLException {
    checkOpen();
    warnings = null;
  }

  @Override
  public boolean isClosed() {
    return closed;
  }

  /** Closes statements and session; never fails, also when the server is gone. */
  @Override
  public void close() {
    synchronized (statements) {
      if (closed) {
        return;
      }
      closed = true;
    }
    List.copyOf(statements).forEach(PitwallStatement::close);
    link.close();
  }

  @Override
  public void abort(Executor executor) throws SQLException {
    if (executor == null) {
      throw SqlErrors.invalid("abort needs an executor");
    }
    List.copyOf(statements).forEach(PitwallStatement::stop);
    executor.execute(this::close);
  }
}
