package dev.pitwall.jdbc.result;

import dev.pitwall.jdbc.error.SqlErrors;
import java.sql.Array;
import java.sql.SQLException;
import java.util.List;
import java.util.function.IntSupplier;
import org.apache.arrow.driver.jdbc.accessor.ArrowFlightJdbcAccessorFactory.WasNullConsumer;
import org.apache.arrow.vector.FieldVector;

/** Reads lists, maps and rows: as an array or a map, or as the text that they are in JSON. */
final class NestedAccessor extends ColumnAccessor {
  private final FieldVector vector;
  private final PlainValues values;
  private final JsonText text;
  private final ColumnType type;

  NestedAccessor(FieldVector vector, IntSupplier row, WasNullConsumer wasNull) {
    super(row, wasNull);
    this.vector = vector;
    this.values = PlainValues.of(vector);
    this.text = JsonText.of(vector);
    this.type = ColumnType.of(vector.getField().getType());
  }

  @Override
  public Class<?> getObjectClass() {
    return type.valueClass();
  }

  @Override
  public String getString() throws SQLException {
    int row = getCurrentRow();
    if (isNull(vector.isNull(row))) {
      return null;
    }
    StringBuilder json = new StringBuilder();
    text.write(row, json);
    return json.toString();
  }

  @Override
  public Object getObject() throws SQLException {
    return type == ColumnType.ARRAY ? array() : plain();
  }

  @Override
  public <T> T getObject(Class<T> wanted) throws SQLException {
    if (wanted == String.class) {
      return wanted.cast(getString());
    }
    Object value = wanted == List.class ? plain() : getObject();
    if (value != null && !wanted.isInstance(value)) {
      throw SqlErrors.data("a value of type " + type.sqlName() + " is no " + wanted.getName());
    }
    return wanted.cast(value);
  }

  private Object plain() throws SQLException {
    Object value = values.at(getCurrentRow());
    isNull(value == null);
    return value;
  }

  @Override
  public Array getArray() throws SQLException {
    if (type != ColumnType.ARRAY) {
      throw SqlErrors.data("a value of type " + type.sqlName() + " is no array");
    }
    return array();
  }

  private Array array() throws SQLException {
    Object value = plain();
    ColumnType elements = ColumnType.of(vector.getField().getChildren().get(0).getType());
    return value == null ? null : new ListArray(elements, (List<?>) value);
  }
}
