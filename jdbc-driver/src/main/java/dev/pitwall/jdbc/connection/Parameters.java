package dev.pitwall.jdbc.connection;

import dev.pitwall.jdbc.error.SqlErrors;
import java.lang.reflect.Array;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Calendar;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;

/** The values of a statement's parameters: those of the next run, and the rows of a batch. */
final class Parameters {
  private static final int TIME_BITS = 64;

  private final Schema schema;
  private final List<Value[]> batch = new ArrayList<>();
  private Value[] values;

  Parameters(Schema announced) {
    this.schema = new Schema(announced.getFields().stream().map(Parameters::precise).toList());
    this.values = new Value[schema.getFields().size()];
  }

  Schema schema() {
    return schema;
  }

  /** Whether the statement has no parameters. */
  boolean isNone() {
    return values.length == 0;
  }

  void set(int index, Object value, Calendar calendar) throws SQLException {
    if (index < 1 || index > values.length) {
      throw SqlErrors.invalid(
          isNone()
              ? "the statement has no parameters"
              : "there is no parameter " + index + ", only 1 to " + values.length);
    }
    values[index - 1] =
        new Value(asOfNow(value), calendar == null ? null : (Calendar) calendar.clone());
  }

  /** What a program may change, as when it fills one Timestamp or array again for each row. */
  private static Object asOfNow(Object value) {
    if (value instanceof Date date) {
      return date.clone();
    } else if (value instanceof Collection<?> elements) {
      return new ArrayList<>(elements);
    } else if (value == null || !value.getClass().isArray()) {
      return value;
    }
    int length = Array.getLength(value);
    Object copy = Array.newInstance(value.getClass().getComponentType(), length);
    System.arraycopy(value, 0, copy, 0, length);
    return copy;
  }

  void clear() {
    Arrays.fill(values, null);
  }

  void addBatch() throws SQLException {
    checkComplete();
    batch.add(values.clone());
  }

  int batchSize() {
    return batch.size();
  }

  void clearBatch() {
    batch.clear();
  }

  /** The values of the next run as a batch of one row, which the taker closes. */
  VectorSchemaRoot one(BufferAllocator allocator) throws SQLException {
    checkComplete();
    return rows(allocator, List.<Value[]>of(values));
  }

  /** The rows that were added, which the taker closes. */
  VectorSchemaRoot all(BufferAllocator allocator) throws SQLException {
    return rows(allocator, batch);
  }

  private void checkComplete() throws SQLException {
    for (int i = 0; i < values.length; i++) {
      if (values[i] == null) {
        throw new SQLException("parameter " + (i + 1) + " was given no value", "07001");
      }
    }
  }

  private VectorSchemaRoot rows(BufferAllocator allocator, List<Value[]> rows) throws SQLException {
    VectorSchemaRoot root = VectorSchemaRoot.create(schema, allocator);
    try {
      for (int row = 0; row < rows.size(); row++) {
        write(root, row, rows.get(row));
      }
      // Without parameters there is nothing to bind, which would be a call more.
      root.setRowCount(isNone() ? 0 : rows.size());
      return root;
    } catch (SQLException | RuntimeException e) {
      root.close();
      throw e;
    }
  }

  private static void write(VectorSchemaRoot root, int row, Value[] values) throws SQLException {
    for (int column = 0; column < values.length; column++) {
      Value value = values[column];
      try {
        ParameterWriter.write(root.getVector(column), row, value.value(), value.calendar());
      } catch (SQLException e) {
        throw SqlErrors.data("parameter " + (column + 1) + ": " + e.getMessage());
      }
    }
  }

  /** The server names milliseconds for the sake of the stock driver; it takes microseconds. */
  private static Field precise(Field announced) {
    ArrowType type = announced.getType();
    if (type instanceof ArrowType.Timestamp timestamp) {
      type = new ArrowType.Timestamp(TimeUnit.MICROSECOND, timestamp.getTimezone());
    } else if (type instanceof ArrowType.Time) {
      type = new ArrowType.Time(TimeUnit.MICROSECOND, TIME_BITS);
    }
    return new Field(announced.getName(), new FieldType(true, type, null), announced.getChildren());
  }

  /** A value, NULL if null, and whose zone it is in. */
  private record Value(Object value, Calendar calendar) {}
}
