package dev.pitwall.jdbc.result;

import dev.pitwall.jdbc.error.SqlErrors;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.apache.arrow.flight.sql.FlightSqlColumnMetadata;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/** The columns of an answer, known as soon as the statement is, and the same when it is empty. */
public final class ResultColumns implements ResultSetMetaData {
  private final List<Field> fields;

  private ResultColumns(List<Field> fields) {
    this.fields = List.copyOf(fields);
  }

  /** The columns of a schema. */
  public static ResultColumns of(Schema schema) {
    return new ResultColumns(schema.getFields());
  }

  /**
   * Where a column is, counted from 1: the first of that name, in whatever case.
   *
   * @throws SQLException 42703 when there is none
   */
  int indexOf(String label) throws SQLException {
    for (int i = 0; i < fields.size(); i++) {
      if (fields.get(i).getName().equalsIgnoreCase(label)) {
        return i + 1;
      }
    }
    throw SqlErrors.noColumn(label, fields.stream().map(Field::getName).toList());
  }

  @Override
  public int getColumnCount() {
    return fields.size();
  }

  @Override
  public String getColumnLabel(int column) throws SQLException {
    return field(column).getName();
  }

  @Override
  public String getColumnName(int column) throws SQLException {
    return field(column).getName();
  }

  @Override
  public String getCatalogName(int column) throws SQLException {
    return Objects.toString(metadata(column).getCatalogName(), "");
  }

  @Override
  public String getSchemaName(int column) throws SQLException {
    return Objects.toString(metadata(column).getSchemaName(), "");
  }

  @Override
  public String getTableName(int column) throws SQLException {
    return Objects.toString(metadata(column).getTableName(), "");
  }

  @Override
  public int getColumnType(int column) throws SQLException {
    return type(column).jdbcType();
  }

  @Override
  public String getColumnTypeName(int column) throws SQLException {
    return type(column).sqlName();
  }

  @Override
  public String getColumnClassName(int column) throws SQLException {
    return type(column).valueClass().getName();
  }

  @Override
  public int getColumnDisplaySize(int column) throws SQLException {
    return type(column).width(field(column).getType());
  }

  @Override
  public int getPrecision(int column) throws SQLException {
    return type(column).precision(field(column).getType());
  }

  @Override
  public int getScale(int column) throws SQLException {
    return type(column).scale(field(column).getType());
  }

  @Override
  public int isNullable(int column) throws SQLException {
    return field(column).isNullable() ? columnNullable : columnNoNulls;
  }

  @Override
  public boolean isSigned(int column) throws SQLException {
    return type(column).isSigned();
  }

  @Override
  public boolean isCaseSensitive(int column) throws SQLException {
    return type(column) == ColumnType.VARCHAR;
  }

  @Override
  public boolean isSearchable(int column) throws SQLException {
    field(column);
    return true;
  }

  @Override
  public boolean isReadOnly(int column) throws SQLException {
    field(column);
    return true;
  }

  @Override
  public boolean isWritable(int column) throws SQLException {
    return !isReadOnly(column);
  }

  @Override
  public boolean isDefinitelyWritable(int column) throws SQLException {
    return !isReadOnly(column);
  }

  @Override
  public boolean isAutoIncrement(int column) throws SQLException {
    field(column);
    return false;
  }

  @Override
  public boolean isCurrency(int column) throws SQLException {
    field(column);
    return false;
  }

  @Override
  public <T> T unwrap(Class<T> wanted) throws SQLException {
    if (!wanted.isInstance(this)) {
      throw SqlErrors.invalid("this is no " + wanted.getName());
    }
    return wanted.cast(this);
  }

  @Override
  public boolean isWrapperFor(Class<?> wanted) {
    return wanted.isInstance(this);
  }

  ColumnType type(int column) throws SQLException {
    return ColumnType.of(field(column).getType());
  }

  private FlightSqlColumnMetadata metadata(int column) throws SQLException {
    return new FlightSqlColumnMetadata(field(column).getMetadata());
  }

  private Field field(int column) throws SQLException {
    if (column < 1 || column > fields.size()) {
      throw SqlErrors.noColumn(column, fields.size());
    }
    return fields.get(column - 1);
  }
}
