package dev.pitwall.execution.vector;

import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/** Makes batches of rows of Java values. */
public final class RowBatch {
  private RowBatch() {}

  /**
   * A batch of these rows, which the caller closes.
   *
   * @param rows values as {@link VectorWriter} takes them; null for NULL
   */
  public static VectorSchemaRoot of(
      Schema schema, List<List<Object>> rows, BufferAllocator allocator) {
    List<Field> fields = schema.getFields();
    try (BatchAssembly assembly = new BatchAssembly()) {
      for (int column = 0; column < fields.size(); column++) {
        FieldVector vector = fields.get(column).createVector(allocator);
        assembly.add(vector);
        vector.setInitialCapacity(rows.size());
        vector.allocateNew();
        for (int row = 0; row < rows.size(); row++) {
          VectorWriter.set(vector, row, rows.get(row).get(column));
        }
        vector.setValueCount(rows.size());
      }
      return assembly.toBatch(schema, rows.size());
    }
  }
}
