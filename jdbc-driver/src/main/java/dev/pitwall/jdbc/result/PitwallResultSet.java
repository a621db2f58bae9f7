package dev.pitwall.jdbc.result;

import dev.pitwall.jdbc.error.SqlErrors;
import dev.pitwall.jdbc.transport.Batches;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Calendar;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.calcite.avatica.util.Cursor.Accessor;

/** Rows, read forward, batch by batch; how a value is read, Arrow's accessors know, or ours. */
public final class PitwallResultSet extends TypelessResultSet {
  private final Statement owner;
  private final ResultColumns columns;
  private final Batches batches;
  private final long rowLimit;
  private final Runnable closing;
  private SQLWarning warnings;
  private BatchCursor cursor;
  private List<Accessor> accessors = List.of();
  private long row;
  private boolean ended;
  private boolean closed;

  private PitwallResultSet(
      Statement owner, ResultColumns columns, Batches batches, long rowLimit, Runnable closing) {
    this.owner = owner;
    this.columns = columns;
    this.batches = batches;
    this.rowLimit = rowLimit;
    this.closing = closing;
  }

  /**
   * The answer of a statement.
   *
   * @param rowLimit rows to give at most; 0 for all
   * @param warnings what the server has to say of the statement; may be null
   * @param closing called once, when the result is closed
   */
  public static PitwallResultSet of(
      Statement owner,
      ResultColumns columns,
      Batches batches,
      long rowLimit,
      SQLWarning warnings,
      Runnable closing) {
    PitwallResultSet result = new PitwallResultSet(owner, columns, batches, rowLimit, closing);
    result.warnings = warnings;
    return result;
  }

  /** Rows that no statement asked for, as those of metadata. */
  public static PitwallResultSet ofMetadata(ResultColumns columns, Batches batches) {
    return new PitwallResultSet(null, columns, batches, 0, () -> {});
  }

  @Override
  public boolean next() throws SQLException {
    checkOpen();
    if (ended || (rowLimit > 0 && row >= rowLimit) || !advance()) {
      ended = true;
      accessors = List.of();
      batches.close();
      return false;
    }
    row++;
    return true;
  }

  private boolean advance() throws SQLException {
    while (cursor == null || !cursor.next()) {
      VectorSchemaRoot batch = batches.next();
      if (batch == null) {
        return false;
      }
      cursor = new BatchCursor(batch);
      accessors = cursor.accessors();
    }
    return true;
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      batches.close();
      closing.run();
    }
  }

  @Override
  public boolean isClosed() {
    return closed;
  }

  private void checkOpen() throws SQLException {
    if (closed) {
      throw SqlErrors.closed("the result");
    }
  }

  @Override
  public boolean wasNull() throws SQLException {
    checkOpen();
    return cursor != null && cursor.wasNull();
  }

  @Override
  public int findColumn(String label) throws SQLException {
    checkOpen();
    return columns.indexOf(label);
  }

  // Values.

  private <T> T read(int column, Reading<T> reading) throws SQLException {
    checkOpen();
    if (row == 0 || ended) {
      throw SqlErrors.invalid("the result is at no row; call next(), which must give true");
    }
    if (column < 1 || column > accessors.size()) {
      throw SqlErrors.noColumn(column, accessors.size());
    }
    try {
      return reading.of(accessors.get(column - 1));
    } catch (SQLException | RuntimeException e) {
      throw unreadable(column, e);
    }
  }

  /** What Arrow's accessors say names a class of theirs, and no column. */
  private SQLException unreadable(int column, Exception e) throws SQLException {
    if (e instanceof SQLException known && known.getSQLState() != null) {
      return known;
    }
    SQLException unreadable =
        SqlErrors.data(
            "column "
                + columns.getColumnLabel(column)
                + " is "
                + columns.getColumnTypeName(column)
                + " and this value of it cannot be read so");
    unreadable.initCause(e);
    return unreadable;
  }

  @Override
  public String getString(int column) throws SQLException {
    switch (columns.type(column)) {
      case DECIMAL:
        BigDecimal value = getBigDecimal(column);
        return value == null ? null : value.toPlainString(); // never as a power of ten
      case VARBINARY:
        byte[] bytes = getBytes(column);
        return bytes == null ? null : HexFormat.of().formatHex(bytes);
      default:
        return read(column, Accessor::getString);
    }
  }

  @Override
  public boolean getBoolean(int column) throws SQLException {
    return read(column, Accessor::getBoolean);
  }

  @Override
  public byte getByte(int column) throws SQLException {
    return (byte) within(column, Byte.MIN_VALUE, Byte.MAX_VALUE);
  }

  @Override
  public short getShort(int column) throws SQLException {
    return (short) within(column, Short.MIN_VALUE, Short.MAX_VALUE);
  }

  @Override
  public int getInt(int column) throws SQLException {
    return (int) within(column, Integer.MIN_VALUE, Integer.MAX_VALUE);
  }

  /** A number that does not fit is an error, not another number. */
  private long within(int column, long least, long greatest) throws SQLException {
    long value = getLong(column);
    if (value < least || value > greatest) {
      throw SqlErrors.outOfRange(value + " is not from " + least + " to " + greatest);
    }
    return value;
  }

  @Override
  public long getLong(int column) throws SQLException {
    return read(column, accessor -> Numbers.whole(columns.type(column), accessor));
  }

  @Override
  public float getFloat(int column) throws SQLException {
    return read(column, accessor -> Numbers.single(columns.type(column), accessor));
  }

  @Override
  public double getDouble(int column) throws SQLException {
    return read(column, Accessor::getDouble);
  }

  @Override
  public BigDecimal getBigDecimal(int column) throws SQLException {
    return read(column, Accessor::getBigDecimal);
  }

  @Override
  @Deprecated
  public BigDecimal getBigDecimal(int column, int scale) throws SQLException {
    return read(column, accessor -> accessor.getBigDecimal(scale));
  }

  @Override
  public byte[] getBytes(int column) throws SQLException {
    return read(column, Accessor::getBytes);
  }

  @Override
  public Date getDate(int column) throws SQLException {
    return getDate(column, null);
  }

  @Override
  public Date getDate(int column, Calendar calendar) throws SQLException {
    return read(column, accessor -> accessor.getDate(orLocal(calendar)));
  }

  @Override
  public Time getTime(int column) throws SQLException {
    return getTime(column, null);
  }

  @Override
  public Time getTime(int column, Calendar calendar) throws SQLException {
    return read(column, accessor -> accessor.getTime(orLocal(calendar)));
  }

  @Override
  public Timestamp getTimestamp(int column) throws SQLException {
    return getTimestamp(column, null);
  }

  @Override
  public Timestamp getTimestamp(int column, Calendar calendar) throws SQLException {
    return read(column, accessor -> accessor.getTimestamp(orLocal(calendar)));
  }

  private static Calendar orLocal(Calendar calendar) {
    return calendar == null ? Calendar.getInstance() : calendar;
  }

  @Override
  public Array getArray(int column) throws SQLException {
    return read(column, Accessor::getArray);
  }

  @Override
  public Object getObject(int column) throws SQLException {
    return read(column, Accessor::getObject);
  }

  @Override
  public <T> T getObject(int column, Class<T> type) throws SQLException {
    if (type == null) {
      throw SqlErrors.invalid("getObject needs a class");
    }
    if (type == Object.class) {
      return type.cast(getObject(column));
    }
    if (type == String.class) {
      return type.cast(getString(column));
    }
    Object number = columns.type(column).isSigned() ? number(column, type) : null;
    return number == null || wasNull()
        ? read(column, accessor -> accessor.getObject(type))
        : type.cast(number);
  }

  /** The value as a type of numbers that not every number fits into; null for other types. */
  private Number number(int column, Class<?> type) throws SQLException {
    if (type == Long.class) {
      return getLong(column);
    } else if (type == Integer.class) {
      return getInt(column);
    } else if (type == Short.class) {
      return getShort(column);
    } else if (type == Byte.class) {
      return getByte(column);
    }
    return type == Float.class ? getFloat(column) : null;
  }

  @Override
  public Object getObject(int column, Map<String, Class<?>> map) throws SQLException {
    if (map != null && !map.isEmpty()) {
      throw SqlErrors.notSupported("types cannot be mapped to classes; pass null");
    }
    return getObject(column);
  }

  @Override
  public InputStream getBinaryStream(int column) throws SQLException {
    byte[] value = getBytes(column);
    return value == null ? null : new ByteArrayInputStream(value);
  }

  @Override
  public InputStream getAsciiStream(int column) throws SQLException {
    String value = getString(column);
    return value == null
        ? null
        : new ByteArrayInputStream(value.getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public Reader getCharacterStream(int column) throws SQLException {
    String value = getString(column);
    return value == null ? null : new StringReader(value);
  }

  // Where the result stands.

  @Override
  public int getRow() throws SQLException {
    checkOpen();
    return ended ? 0 : (int) row;
  }

  @Override
  public boolean isBeforeFirst() throws SQLException {
    checkOpen();
    return row == 0 && !ended;
  }

  @Override
  public boolean isFirst() throws SQLException {
    checkOpen();
    return row == 1 && !ended;
  }

  @Override
  public boolean isAfterLast() throws SQLException {
    checkOpen();
    return ended && row > 0;
  }

  @Override
  public ResultColumns getMetaData() throws SQLException {
    checkOpen();
    return columns;
  }

  @Override
  public Statement getStatement() throws SQLException {
    checkOpen();
    return owner;
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

  @FunctionalInterface
  private interface Reading<T> {
    T of(Accessor accessor) throws SQLException;
  }
}
