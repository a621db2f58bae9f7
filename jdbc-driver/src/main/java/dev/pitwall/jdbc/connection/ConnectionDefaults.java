package dev.pitwall.jdbc.connection;

import dev.pitwall.jdbc.error.SqlErrors;
import dev.pitwall.jdbc.result.ListArray;
import java.sql.Array;
import java.sql.Blob;
import java.sql.CallableStatement;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.NClob;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Savepoint;
import java.sql.Statement;
import java.sql.Struct;
import java.util.Map;
import java.util.Properties;

/** What a connection has by the letter of JDBC and not here, and what is always the same. */
abstract class ConnectionDefaults implements Connection {
  abstract void checkOpen() throws SQLException;

  /** Takes note of a kind of result that was asked for and cannot be had. */
  abstract void warnOf(int type, int concurrency) throws SQLException;

  @Override
  public final Statement createStatement(int type, int concurrency) throws SQLException {
    warnOf(type, concurrency);
    return createStatement();
  }

  @Override
  public final Statement createStatement(int type, int concurrency, int holdability)
      throws SQLException {
    return createStatement(type, concurrency);
  }

  @Override
  public final PreparedStatement prepareStatement(String sql, int type, int concurrency)
      throws SQLException {
    warnOf(type, concurrency);
    return prepareStatement(sql);
  }

  @Override
  public final PreparedStatement prepareStatement(
      String sql, int type, int concurrency, int holdability) throws SQLException {
    return prepareStatement(sql, type, concurrency);
  }

  @Override
  public final PreparedStatement prepareStatement(String sql, int keys) throws SQLException {
    PitwallStatement.checkNoKeys(keys);
    return prepareStatement(sql);
  }

  @Override
  public final PreparedStatement prepareStatement(String sql, int[] columns) throws SQLException {
    throw PitwallStatement.noKeys();
  }

  @Override
  public final PreparedStatement prepareStatement(String sql, String[] columns)
      throws SQLException {
    throw PitwallStatement.noKeys();
  }

  @Override
  public final CallableStatement prepareCall(String sql) throws SQLException {
    throw noProcedures();
  }

  @Override
  public final CallableStatement prepareCall(String sql, int type, int concurrency)
      throws SQLException {
    throw noProcedures();
  }

  @Override
  public final CallableStatement prepareCall(String sql, int type, int concurrency, int holdability)
      throws SQLException {
    throw noProcedures();
  }

  @Override
  public final int getTransactionIsolation() throws SQLException {
    checkOpen();
    return TRANSACTION_NONE;
  }

  /** Every level is as good as another where there are no transactions; none is taken. */
  @Override
  public final void setTransactionIsolation(int level) throws SQLException {
    checkOpen();
  }

  @Override
  public final int getHoldability() throws SQLException {
    checkOpen();
    return ResultSet.HOLD_CURSORS_OVER_COMMIT;
  }

  /** Without transactions, no commit closes a result, whichever is wanted. */
  @Override
  public final void setHoldability(int holdability) throws SQLException {
    checkOpen();
  }

  @Override
  public final Savepoint setSavepoint() throws SQLException {
    throw noSavepoints();
  }

  @Override
  public final Savepoint setSavepoint(String name) throws SQLException {
    throw noSavepoints();
  }

  @Override
  public final void rollback(Savepoint savepoint) throws SQLException {
    throw noSavepoints();
  }

  @Override
  public final void releaseSavepoint(Savepoint savepoint) throws SQLException {
    throw noSavepoints();
  }

  @Override
  public final Map<String, Class<?>> getTypeMap() throws SQLException {
    checkOpen();
    return Map.of();
  }

  @Override
  public final void setTypeMap(Map<String, Class<?>> map) throws SQLException {
    checkOpen();
    if (map != null && !map.isEmpty()) {
      throw SqlErrors.notSupported("types cannot be mapped to classes");
    }
  }

  @Override
  public final Clob createClob() throws SQLException {
    throw noType("CLOB");
  }

  @Override
  public final Blob createBlob() throws SQLException {
    throw noType("BLOB");
  }

  @Override
  public final NClob createNClob() throws SQLException {
    throw noType("NCLOB");
  }

  @Override
  public final SQLXML createSQLXML() throws SQLException {
    throw noType("XML");
  }

  @Override
  public final Array createArrayOf(String type, Object[] elements) throws SQLException {
    checkOpen();
    return ListArray.of(type, elements);
  }

  @Override
  public final Struct createStruct(String type, Object[] attributes) throws SQLException {
    throw noType("STRUCT");
  }

  /** The server has no use for what a client says of itself. */
  @Override
  public final void setClientInfo(String name, String value) throws SQLClientInfoException {
    // Not an error: tools set it without asking what is known.
  }

  @Override
  public final void setClientInfo(Properties properties) throws SQLClientInfoException {
    // As for one.
  }

  @Override
  public final String getClientInfo(String name) throws SQLException {
    checkOpen();
    return null;
  }

  @Override
  public final Properties getClientInfo() throws SQLException {
    checkOpen();
    return new Properties();
  }

  @Override
  public final <T> T unwrap(Class<T> type) throws SQLException {
    return Wrapping.unwrap(this, type);
  }

  @Override
  public final boolean isWrapperFor(Class<?> type) {
    return type.isInstance(this);
  }

  private static SQLException noProcedures() {
    return SqlErrors.notSupported("there are no procedures; use prepareStatement");
  }

  private static SQLException noSavepoints() {
    return SqlErrors.notSupported("there are no transactions, and so no savepoints");
  }

  private static SQLException noType(String type) {
    return SqlErrors.notSupported("no value of type " + type + " can be made");
  }
}
