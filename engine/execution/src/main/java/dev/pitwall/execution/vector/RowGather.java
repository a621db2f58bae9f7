package dev.pitwall.execution.vector;

import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.NullVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/** Copies rows, in any order and from any of several batches, into new vectors. */
public final class RowGather {
  private final List<VectorSchemaRoot> batches;
  private final ColumnSources[] columns;

  /**
   * Prepares to read from batches.
   *
   * @param batches of one schema; they stay with the caller and must stay open
   */
  public RowGather(List<VectorSchemaRoot> batches) {
    this.batches = batches;
    this.columns =
        new ColumnSources[batches.isEmpty() ? 0 : batches.get(0).getFieldVectors().size()];
  }

  /** Copies whole rows. */
  public VectorSchemaRoot rows(
      long[] addresses, int count, Schema schema, BufferAllocator allocator) {
    try (BatchAssembly assembly = new BatchAssembly()) {
      List<Field> fields = schema.getFields();
      for (int column = 0; column < fields.size(); column++) {
        assembly.add(column(column, addresses, count, fields.get(column), allocator));
      }
      return assembly.toBatch(schema, count);
    }
  }

  /**
   * Copies one column.
   *
   * @param addresses {@link RowAddress}es, {@link RowAddress#NONE} for NULL; when there are no
   *     batches, all of them are
   * @param count how many of them
   * @param field names the new vector; of the type of the column
   */
  public FieldVector column(
      int column, long[] addresses, int count, Field field, BufferAllocator allocator) {
    if (batches.isEmpty()) {
      return nulls(field, count, allocator);
    }
    ColumnSources sources = sources(column);
    if (sources.isAbsent()) {
      return new NullVector(field.getName(), count);
    }
    FieldVector target = field.createVector(allocator);
    try {
      VectorGather.gather(sources, addresses, count, target);
      return target;
    } catch (RuntimeException e) {
      target.close();
      throw e;
    }
  }

  /** A column of nothing but NULL. */
  private static FieldVector nulls(Field field, int count, BufferAllocator allocator) {
    FieldVector target = field.createVector(allocator);
    try {
      target.setInitialCapacity(count);
      target.allocateNew();
      target.setValueCount(count);
      return target;
    } catch (RuntimeException e) {
      target.close();
      throw e;
    }
  }

  private ColumnSources sources(int column) {
    if (columns[column] == null) {
      columns[column] = ColumnSources.of(batches, column);
    }
    return columns[column];
  }
}
