package dev.pitwall.jdbc.connection;

import dev.pitwall.jdbc.error.SqlErrors;
import dev.pitwall.jdbc.result.ResultColumns;
import java.sql.ParameterMetaData;
import java.sql.SQLException;
import org.apache.arrow.vector.types.pojo.Schema;

/** The types of a statement's parameters. */
final class ParameterDescription implements ParameterMetaData {
  private final ResultColumns columns;
  private final int count;

  ParameterDescription(Schema schema) {
    columns = ResultColumns.of(schema);
    count = schema.getFields().size();
  }

  @Override
  public int getParameterCount() {
    return count;
  }

  @Override
  public int isNullable(int index) throws SQLException {
    return columns.isNullable(checked(index));
  }

  @Override
  public boolean isSigned(int index) throws SQLException {
    return columns.isSigned(checked(index));
  }

  @Override
  public int getPrecision(int index) throws SQLException {
    return columns.getPrecision(checked(index));
  }

  @Override
  public int getScale(int index) throws SQLException {
    return columns.getScale(checked(index));
  }

  @Override
  public int getParameterType(int index) throws SQLException {
    return columns.getColumnType(checked(index));
  }

  @Override
  public String getParameterTypeName(int index) throws SQLException {
    return columns.getColumnTypeName(checked(index));
  }

  @Override
  public String getParameterClassName(int index) throws SQLException {
    return columns.getColumnClassName(checked(index));
  }

  @Override
  public int getParameterMode(int index) throws SQLException {
    checked(index);
    return parameterModeIn;
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return Wrapping.unwrap(this, type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return type.isInstance(this);
  }

  private int checked(int index) throws SQLException {
    if (index < 1 || index > count) {
      throw SqlErrors.invalid("there is no parameter " + index + " of " + count);
    }
    return index;
  }
}
