package dev.pitwall.execution.vector;

import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/** Operations on whole batches. */
public final class Batches {
  /** The rows of a batch that an operator makes, at most. */
  public static final int MAX_ROWS = 32_768;

  private Batches() {}

  /** The same values under another schema of the same layout; consumes the batch. */
  public static VectorSchemaRoot relabel(
      VectorSchemaRoot batch, Schema schema, BufferAllocator allocator) {
    try (batch;
        BatchAssembly assembly = new BatchAssembly()) {
      List<Field> fields = schema.getFields();
      List<FieldVector> vectors = batch.getFieldVectors();
      for (int i = 0; i < fields.size(); i++) {
        assembly.add(SharedVector.of(vectors.get(i), fields.get(i), allocator));
      }
      return assembly.toBatch(schema, batch.getRowCount());
    }
  }

  /** Some consecutive rows, without a copy where the layout allows; the batch stays open. */
  public static VectorSchemaRoot slice(
      VectorSchemaRoot batch, int first, int rowCount, BufferAllocator allocator) {
    try (BatchAssembly assembly = new BatchAssembly()) {
      for (FieldVector vector : batch.getFieldVectors()) {
        // a vector that Arrow makes of the field alone has no child for a large list within a row
        FieldVector part = vector.getField().createVector(allocator);
        assembly.add(part);
        vector.makeTransferPair(part).splitAndTransfer(first, rowCount);
      }
      return assembly.toBatch(batch.getSchema(), rowCount);
    }
  }

  /** The same batch accounted to another allocator; consumes the batch. */
  public static VectorSchemaRoot transfer(VectorSchemaRoot batch, BufferAllocator allocator) {
    try (batch;
        BatchAssembly assembly = new BatchAssembly()) {
      for (FieldVector vector : batch.getFieldVectors()) {
        var pair = vector.getTransferPair(vector.getField(), allocator);
        assembly.add((FieldVector) pair.getTo());
        pair.transfer();
      }
      return assembly.toBatch(batch.getSchema(), batch.getRowCount());
    }
  }
}
