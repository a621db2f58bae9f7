package dev.pitwall.core.codegen;

import dev.pitwall.execution.vector.BatchAssembly;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;

/** Makes batches of values in the representation of {@link VectorValues}. */
public final class ValueBatches {
  private ValueBatches() {}

  /** Where the values are. */
  @FunctionalInterface
  public interface Cells {
    /** The value of a column in a row; null for NULL. */
    Object at(int row, int column);
  }

  /**
   * A batch, which the caller closes.
   *
   * @param schema lowered
   */
  public static VectorSchemaRoot of(
      Schema schema, int rowCount, Cells cells, BufferAllocator allocator) {
    try (BatchAssembly assembly = new BatchAssembly()) {
      for (int column = 0; column < schema.getFields().size(); column++) {
        FieldVector vector = schema.getFields().get(column).createVector(allocator);
        assembly.add(vector);
        vector.setInitialCapacity(rowCount);
        vector.allocateNew();
        for (int row = 0; row < rowCount; row++) {
          VectorSinks.set(vector, row, cells.at(row, column));
        }
        vector.setValueCount(rowCount);
      }
      return assembly.toBatch(schema, rowCount);
    }
  }
}
