package dev.pitwall.testkit.client;

import java.math.BigDecimal;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;

/** Reads and writes values of each type by the methods that JDBC has for the type. */
final class JdbcValues {
  private final TimeClasses timeClasses;

  JdbcValues(TimeClasses timeClasses) {
    this.timeClasses = timeClasses;
  }

  /** A value as the declaration writes it; null when it is NULL. */
  Object read(ResultSet rows, int index, MatrixColumn column) throws SQLException {
    Object value = value(rows, index, column);
    if ((value == null) != rows.wasNull()) {
      throw new SQLException("wasNull() is " + rows.wasNull() + " after " + value);
    }
    return JavaValues.text(value);
  }

  private Object value(ResultSet rows, int index, MatrixColumn column) throws SQLException {
    return switch (column.sqlName()) {
      case "ARRAY" -> {
        Array array = rows.getArray(index);
        yield array == null ? null : array.getArray();
      }
      case "MAP", "ROW" -> rows.getObject(index);
      case "BOOLEAN" -> unlessNull(rows, rows.getBoolean(index));
      case "TINYINT" -> unlessNull(rows, rows.getByte(index));
      case "SMALLINT" -> unlessNull(rows, rows.getShort(index));
      case "INTEGER" -> unlessNull(rows, rows.getInt(index));
      case "BIGINT" -> unlessNull(rows, rows.getLong(index));
      case "REAL" -> unlessNull(rows, rows.getFloat(index));
      case "DOUBLE" -> unlessNull(rows, rows.getDouble(index));
      case "DECIMAL" -> rows.getBigDecimal(index);
      case "VARCHAR" -> rows.getString(index);
      case "VARBINARY" -> rows.getBytes(index);
      default -> timeClasses.read(rows, index, column.sqlName());
    };
  }

  private static Object unlessNull(ResultSet rows, Object value) throws SQLException {
    return rows.wasNull() ? null : value;
  }

  /** Sets a parameter to a declared value. */
  void write(PreparedStatement statement, int index, MatrixColumn column, Object declared)
      throws SQLException {
    if (declared == null) {
      statement.setNull(index, Types.NULL);
    } else if (column.sqlType().is("ARRAY")) {
      Object[] elements = (Object[]) JavaValues.parse(column.sqlType(), declared);
      String type = column.sqlType().element().sql();
      statement.setArray(index, statement.getConnection().createArrayOf(type, elements));
    } else {
      write(statement, index, JavaValues.parse(column.sqlType(), declared));
    }
  }

  private void write(PreparedStatement statement, int index, Object value) throws SQLException {
    if (value instanceof Boolean truth) {
      statement.setBoolean(index, truth);
    } else if (value instanceof Byte number) {
      statement.setByte(index, number);
    } else if (value instanceof Short number) {
      statement.setShort(index, number);
    } else if (value instanceof Integer number) {
      statement.setInt(index, number);
    } else if (value instanceof Long number) {
      statement.setLong(index, number);
    } else if (value instanceof Float number) {
      statement.setFloat(index, number);
    } else if (value instanceof Double number) {
      statement.setDouble(index, number);
    } else if (value instanceof BigDecimal number) {
      statement.setBigDecimal(index, number);
    } else if (value instanceof String text) {
      statement.setString(index, text);
    } else if (value instanceof byte[] bytes) {
      statement.setBytes(index, bytes);
    } else {
      timeClasses.write(statement, index, value);
    }
  }
}
