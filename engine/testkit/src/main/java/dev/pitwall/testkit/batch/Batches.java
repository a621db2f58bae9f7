package dev.pitwall.testkit.batch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Arrow batches from rows of Java values, and back.
 *
 * <p>A value reads the same whether its column is lowered or not: {@link Long} for every integer
 * type, for times (in the column's unit) and for dates (days); {@link Double} for REAL and DOUBLE;
 * {@link java.math.BigDecimal}, {@link Boolean}, {@link String}; {@link Bytes} for VARBINARY;
 * {@link List} for ARRAY; {@link java.util.Map} for MAP and, by field name, for ROW; null for NULL.
 * Writing takes any {@link Number} that fits.
 */
public final class Batches {
  private Batches() {}

  /** A batch of the rows; the caller closes it. */
  public static VectorSchemaRoot of(
      BufferAllocator allocator, Schema schema, List<? extends List<?>> rows) {
    VectorSchemaRoot batch = VectorSchemaRoot.create(schema, allocator);
    try {
      for (int column = 0; column < schema.getFields().size(); column++) {
        for (int row = 0; row < rows.size(); row++) {
          ValueWriter.write(batch.getVector(column), row, rows.get(row).get(column));
        }
        batch.getVector(column).setValueCount(rows.size());
      }
      batch.setRowCount(rows.size());
      return batch;
    } catch (RuntimeException e) {
      batch.close();
      throw e;
    }
  }

  /** The rows of a batch, which stays the caller's. */
  public static List<List<Object>> rows(VectorSchemaRoot batch) {
    List<List<Object>> rows = new ArrayList<>(batch.getRowCount());
    for (int i = 0; i < batch.getRowCount(); i++) {
      int row = i;
      rows.add(
          batch.getFieldVectors().stream()
              .map(vector -> ValueReader.read(vector, row))
              .collect(ArrayList::new, ArrayList::add, ArrayList::addAll));
    }
    return rows;
  }

  /** The values of one column of a batch. */
  public static List<Object> column(VectorSchemaRoot batch, String name) {
    int index = batch.getSchema().getFields().indexOf(batch.getSchema().findField(name));
    return rows(batch).stream()
        .map(row -> row.get(index))
        .collect(ArrayList::new, ArrayList::add, ArrayList::addAll);
  }

  /** A row as {@link #rows} reads it: integers become {@link Long}, floats {@link Double}. */
  public static List<Object> row(Object... values) {
    return Collections.unmodifiableList(
        new ArrayList<>(Arrays.asList(Arrays.stream(values).map(Batches::widen).toArray())));
  }

  /** The names of the columns, in order. */
  public static List<String> names(Schema schema) {
    return schema.getFields().stream().map(Field::getName).toList();
  }

  private static Object widen(Object value) {
    if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
      return ((Number) value).longValue();
    }
    return value instanceof Float real ? (Object) real.doubleValue() : value;
  }
}
