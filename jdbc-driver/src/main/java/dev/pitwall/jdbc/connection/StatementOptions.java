package dev.pitwall.jdbc.connection;

import dev.pitwall.jdbc.error.SqlErrors;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;

/** What can be set of a statement, its warnings and its end: all but the running. */
abstract class StatementOptions implements Statement {
  private final PitwallConnection connection;
  private long rowLimit;
  private int fetchSize;
  private int timeout;
  private boolean poolable;
  private boolean closesOnCompletion;
  private SQLWarning warnings;
  private volatile boolean closed;

  StatementOptions(PitwallConnection connection) {
    this.connection = connection;
    this.timeout = connection.defaultTimeout();
  }

  final void checkOpen() throws SQLException {
    if (closed) {
      throw SqlErrors.closed("the statement");
    }
    connection.checkOpen();
  }

  final PitwallConnection pitwall() {
    return connection;
  }

  final void warnings(SQLWarning now) {
    warnings = now;
  }

  /** Marks the statement closed; false when it was. */
  final synchronized boolean markClosed() {
    boolean first = !closed;
    closed = true;
    return first;
  }

  @Override
  public final boolean isClosed() {
    return closed;
  }

  @Override
  public final PitwallConnection getConnection() throws SQLException {
    checkOpen();
    return connection;
  }

  @Override
  public final int getMaxRows() throws SQLException {
    checkOpen();
    return (int) Math.min(rowLimit, Integer.MAX_VALUE);
  }

  @Override
  public final void setMaxRows(int rows) throws SQLException {
    setLargeMaxRows(rows);
  }

  @Override
  public final long getLargeMaxRows() throws SQLException {
    checkOpen();
    return rowLimit;
  }

  @Override
  public final void setLargeMaxRows(long rows) throws SQLException {
    rowLimit = notNegative(rows, "rows");
  }

  @Override
  public final int getQueryTimeout() throws SQLException {
    checkOpen();
    return timeout;
  }

  @Override
  public final void setQueryTimeout(int seconds) throws SQLException {
    timeout = (int) notNegative(seconds, "seconds");
  }

  @Override
  public final int getFetchSize() throws SQLException {
    checkOpen();
    return fetchSize;
  }

  /** A hint, which the server's batches have no use for. */
  @Override
  public final void setFetchSize(int rows) throws SQLException {
    fetchSize = (int) notNegative(rows, "rows");
  }

  @Override
  public final int getFetchDirection() throws SQLException {
    checkOpen();
    return ResultSet.FETCH_FORWARD;
  }

  /** A hint; rows come forward in any case. */
  @Override
  public final void setFetchDirection(int direction) throws SQLException {
    checkOpen();
  }

  @Override
  public final int getMaxFieldSize() throws SQLException {
    checkOpen();
    return 0;
  }

  @Override
  public final void setMaxFieldSize(int bytes) throws SQLException {
    if (notNegative(bytes, "bytes") > 0) {
      throw SqlErrors.notSupported("values are never cut; leave the size of a field at 0");
    }
  }

  /** Escapes such as {@code {ts '…'}} are understood by the server, whether wanted or not. */
  @Override
  public final void setEscapeProcessing(boolean enable) throws SQLException {
    checkOpen();
  }

  @Override
  public final void setCursorName(String name) throws SQLException {
    throw SqlErrors.notSupported("rows cannot be changed through a cursor");
  }

  @Override
  public final int getResultSetConcurrency() throws SQLException {
    checkOpen();
    return ResultSet.CONCUR_READ_ONLY;
  }

  @Override
  public final int getResultSetType() throws SQLException {
    checkOpen();
    return ResultSet.TYPE_FORWARD_ONLY;
  }

  @Override
  public final int getResultSetHoldability() throws SQLException {
    checkOpen();
    return ResultSet.HOLD_CURSORS_OVER_COMMIT;
  }

  @Override
  public final boolean isPoolable() throws SQLException {
    checkOpen();
    return poolable;
  }

  @Override
  public final void setPoolable(boolean wanted) throws SQLException {
    checkOpen();
    poolable = wanted;
  }

  @Override
  public final void closeOnCompletion() throws SQLException {
    checkOpen();
    closesOnCompletion = true;
  }

  @Override
  public final boolean isCloseOnCompletion() throws SQLException {
    checkOpen();
    return closesOnCompletion;
  }

  final boolean closesOnCompletion() {
    return closesOnCompletion;
  }

  @Override
  public final SQLWarning getWarnings() throws SQLException {
    checkOpen();
    return warnings;
  }

  @Override
  public final void clearWarnings() throws SQLException {
    checkOpen();
    warnings = null;
  }

  @Override
  public final <T> T unwrap(Class<T> type) throws SQLException {
    return Wrapping.unwrap(this, type);
  }

  @Override
  public final boolean isWrapperFor(Class<?> type) {
    return type.isInstance(this);
  }

  private long notNegative(long value, String unit) throws SQLException {
    checkOpen();
    if (value < 0) {
      throw SqlErrors.invalid("a number of " + unit + " cannot be negative");
    }
    return value;
  }
}
