package dev.pitwall.jdbc.result;

import dev.pitwall.jdbc.error.SqlErrors;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** An array that holds its elements, so that it outlives the batch it was read from. */
public final class ListArray implements Array {
  private final ColumnType elementType;
  private final Object[] elements;

  ListArray(ColumnType elementType, List<?> elements) {
    this.elementType = elementType;
    this.elements = elements.toArray();
  }

  /**
   * Makes an array.
   *
   * @param type of the elements, by its name in SQL
   * @throws SQLException 22000 when there is no such type
   */
  public static ListArray of(String type, Object[] elements) throws SQLException {
    return new ListArray(ColumnType.named(type), Arrays.asList(elements));
  }

  @Override
  public String getBaseTypeName() {
    return elementType.sqlName();
  }

  @Override
  public int getBaseType() {
    return elementType.jdbcType();
  }

  @Override
  public Object getArray() {
    return elements.clone();
  }

  @Override
  public Object getArray(long index, int count) throws SQLException {
    if (index < 1 || count < 0 || index - 1 + count > elements.length) {
      throw SqlErrors.data("the array has " + elements.length + " elements, counted from 1");
    }
    return Arrays.copyOfRange(elements, (int) index - 1, (int) index - 1 + count);
  }

  @Override
  public Object getArray(Map<String, Class<?>> map) throws SQLException {
    checkMap(map);
    return getArray();
  }

  @Override
  public Object getArray(long index, int count, Map<String, Class<?>> map) throws SQLException {
    checkMap(map);
    return getArray(index, count);
  }

  @Override
  public ResultSet getResultSet() throws SQLException {
    throw asRows();
  }

  @Override
  public ResultSet getResultSet(Map<String, Class<?>> map) throws SQLException {
    throw asRows();
  }

  @Override
  public ResultSet getResultSet(long index, int count) throws SQLException {
    throw asRows();
  }

  @Override
  public ResultSet getResultSet(long index, int count, Map<String, Class<?>> map)
      throws SQLException {
    throw asRows();
  }

  @Override
  public void free() {
    // Nothing is held but the elements.
  }

  @Override
  public String toString() {
    return Arrays.toString(elements);
  }

  private static void checkMap(Map<String, Class<?>> map) throws SQLException {
    if (map != null && !map.isEmpty()) {
      throw SqlErrors.notSupported("types cannot be mapped to classes; pass null");
    }
  }

  private static SQLException asRows() {
    return SqlErrors.notSupported("the elements of an array are no rows; use getArray()");
  }
}
