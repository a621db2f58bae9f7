package dev.pitwall.jdbc.connection;

import dev.pitwall.jdbc.error.SqlErrors;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.PreparedStatement;
import java.sql.Ref;
import java.sql.ResultSet;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Calendar;

/**
 * The many ways to give a value to a parameter. All end in one: what becomes of a value depends on
 * what the statement needs, not on the setter.
 */
abstract class ParameterSetters extends PitwallStatement implements PreparedStatement {
  ParameterSetters(PitwallConnection connection) {
    super(connection);
  }

  /**
   * Keeps a value.
   *
   * @param value null is NULL
   * @param calendar whose zone the value is in; null is that of this JVM
   */
  abstract void set(int index, Object value, Calendar calendar) throws SQLException;

  private void set(int index, Object value) throws SQLException {
    set(index, value, null);
  }

  @Override
  public final void setNull(int index, int type) throws SQLException {
    set(index, null);
  }

  @Override
  public final void setNull(int index, int type, String name) throws SQLException {
    set(index, null);
  }

  @Override
  public final void setBoolean(int index, boolean value) throws SQLException {
    set(index, value);
  }

  @Override
  public final void setByte(int index, byte value) throws SQLException {
    set(index, value);
  }

  @Override
  public final void setShort(int index, short value) throws SQLException {
    set(index, value);
  }

  @Override
  public final void setInt(int index, int value) throws SQLException {
    set(index, value);
  }

  @Override
  public final void setLong(int index, long value) throws SQLException {
    set(index, value);
  }

  @Override
  public final void setFloat(int index, float value) throws SQLException {
    set(index, value);
  }

  @Override
  public final void setDouble(int index, double value) throws SQLException {
    set(index, value);
  }

  @Override
  public final void setBigDecimal(int index, BigDecimal value) throws SQLException {
    set(index, value);
  }

  @Override
  public final void setString(int index, String value) throws SQLException {
    set(index, value);
  }

  @Override
  public final void setNString(int index, String value) throws SQLException {
    set(index, value);
  }

  @Override
  public final void setBytes(int index, byte[] value) throws SQLException {
    set(index, value);
  }

  @Override
  public final void setDate(int index, Date value) throws SQLException {
    set(index, value);
  }

  @Override
  public final void setDate(int index, Date value, Calendar calendar) throws SQLException {
    set(index, value, calendar);
  }

  @Override
  public final void setTime(int index, Time value) throws SQLException {
    set(index, value);
  }

  @Override
  public final void setTime(int index, Time value, Calendar calendar) throws SQLException {
    set(index, value, calendar);
  }

  @Override
  public final void setTimestamp(int index, Timestamp value) throws SQLException {
    set(index, value);
  }

  @Override
  public final void setTimestamp(int index, Timestamp value, Calendar calendar)
      throws SQLException {
    set(index, value, calendar);
  }

  @Override
  public final void setURL(int index, URL value) throws SQLException {
    set(index, value);
  }

  @Override
  public final void setArray(int index, Array value) throws SQLException {
    set(index, value);
  }

  @Override
  public final void setObject(int index, Object value) throws SQLException {
    set(index, value);
  }

  @Override
  public final void setObject(int index, Object value, int type) throws SQLException {
    set(index, value);
  }

  @Override
  public final void setObject(int index, Object value, int type, int scale) throws SQLException {
    set(index, value);
  }

  @Override
  public final void setObject(int index, Object value, SQLType type) throws SQLException {
    set(index, value);
  }

  @Override
  public final void setObject(int index, Object value, SQLType type, int scale)
      throws SQLException {
    set(index, value);
  }

  // Streams are read at once: a value is small beside an answer.

  @Override
  public final void setAsciiStream(int index, InputStream value) throws SQLException {
    set(index, text(value));
  }

  @Override
  public final void setAsciiStream(int index, InputStream value, int length) throws SQLException {
    set(index, cut(text(value), length));
  }

  @Override
  public final void setAsciiStream(int index, InputStream value, long length) throws SQLException {
    set(index, cut(text(value), length));
  }

  @Override
  @Deprecated
  public final void setUnicodeStream(int index, InputStream value, int length) throws SQLException {
    set(index, cut(text(value), length));
  }

  @Override
  public final void setBinaryStream(int index, InputStream value) throws SQLException {
    set(index, bytes(value, Integer.MAX_VALUE));
  }

  @Override
  public final void setBinaryStream(int index, InputStream value, int length) throws SQLException {
    set(index, bytes(value, length));
  }

  @Override
  public final void setBinaryStream(int index, InputStream value, long length) throws SQLException {
    set(index, bytes(value, length));
  }

  @Override
  public final void setCharacterStream(int index, Reader value) throws SQLException {
    set(index, text(value));
  }

  @Override
  public final void setCharacterStream(int index, Reader value, int length) throws SQLException {
    set(index, cut(text(value), length));
  }

  @Override
  public final void setCharacterStream(int index, Reader value, long length) throws SQLException {
    set(index, cut(text(value), length));
  }

  @Override
  public final void setNCharacterStream(int index, Reader value) throws SQLException {
    set(index, text(value));
  }

  @Override
  public final void setNCharacterStream(int index, Reader value, long length) throws SQLException {
    set(index, cut(text(value), length));
  }

  @Override
  public final void setClob(int index, Reader value) throws SQLException {
    set(index, text(value));
  }

  @Override
  public final void setClob(int index, Reader value, long length) throws SQLException {
    set(index, cut(text(value), length));
  }

  @Override
  public final void setNClob(int index, Reader value) throws SQLException {
    set(index, text(value));
  }

  @Override
  public final void setNClob(int index, Reader value, long length) throws SQLException {
    set(index, cut(text(value), length));
  }

  @Override
  public final void setBlob(int index, InputStream value) throws SQLException {
    set(index, bytes(value, Integer.MAX_VALUE));
  }

  @Override
  public final void setBlob(int index, InputStream value, long length) throws SQLException {
    set(index, bytes(value, length));
  }

  // Types that do not exist here.

  @Override
  public final void setBlob(int index, Blob value) throws SQLException {
    throw unknownType("BLOB");
  }

  @Override
  public final void setClob(int index, Clob value) throws SQLException {
    throw unknownType("CLOB");
  }

  @Override
  public final void setNClob(int index, NClob value) throws SQLException {
    throw unknownType("NCLOB");
  }

  @Override
  public final void setRef(int index, Ref value) throws SQLException {
    throw unknownType("REF");
  }

  @Override
  public final void setRowId(int index, RowId value) throws SQLException {
    throw unknownType("ROWID");
  }

  @Override
  public final void setSQLXML(int index, SQLXML value) throws SQLException {
    throw unknownType("XML");
  }

  // A prepared statement has its text.

  @Override
  public final boolean execute(String sql) throws SQLException {
    throw hasText();
  }

  @Override
  public final ResultSet executeQuery(String sql) throws SQLException {
    throw hasText();
  }

  @Override
  public final int executeUpdate(String sql) throws SQLException {
    throw hasText();
  }

  @Override
  public final long executeLargeUpdate(String sql) throws SQLException {
    throw hasText();
  }

  @Override
  public final void addBatch(String sql) throws SQLException {
    throw hasText();
  }

  private static SQLException hasText() {
    return SqlErrors.invalid(
        "a prepared statement has its text; make another with createStatement");
  }

  private static SQLException unknownType(String type) {
    return SqlErrors.notSupported("no value of type " + type + " can be bound");
  }

  private static String text(InputStream value) throws SQLException {
    byte[] bytes = bytes(value, Integer.MAX_VALUE);
    return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
  }

  private static String text(Reader value) throws SQLException {
    if (value == null) {
      return null;
    }
    try {
      StringWriter text = new StringWriter();
      value.transferTo(text);
      return text.toString();
    } catch (IOException e) {
      throw SqlErrors.data("the stream of a value cannot be read: " + e.getMessage());
    }
  }

  private static byte[] bytes(InputStream value, long length) throws SQLException {
    if (value == null) {
      return null;
    }
    try {
      return value.readNBytes((int) Math.min(length, Integer.MAX_VALUE));
    } catch (IOException e) {
      throw SqlErrors.data("the stream of a value cannot be read: " + e.getMessage());
    }
  }

  private static String cut(String text, long length) {
    return text == null || text.length() <= length ? text : text.substring(0, (int) length);
  }
}
