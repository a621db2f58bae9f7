package dev.pitwall.execution.vector;

import java.util.List;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.NullVector;
import org.apache.arrow.vector.VectorSchemaRoot;

/** One column of several batches, with the memory addresses of its buffers at hand. */
final class ColumnSources {
  private final FieldVector[] vectors;
  private final long[] data;
  private final long[] validity;
  private final boolean nulls;

  ColumnSources(List<VectorSchemaRoot> batches, int column) {
    vectors = batches.stream().map(b -> b.getVector(column)).toArray(FieldVector[]::new);
    data = new long[vectors.length];
    validity = new long[vectors.length];
    boolean anyNull = false;
    for (int i = 0; i < vectors.length && hasFlatBuffers(vectors[i]); i++) {
      data[i] = vectors[i].getDataBufferAddress();
      validity[i] = vectors[i].getValidityBufferAddress();
      anyNull |= vectors[i].getNullCount() > 0;
    }
    nulls = anyNull;
  }

  private static boolean hasFlatBuffers(FieldVector vector) {
    return !(vector instanceof NullVector) && vector.getChildrenFromFields().isEmpty();
  }

  /** Whether the column was left out when the batches were read. */
  boolean isAbsent() {
    return vectors.length > 0 && vectors[0] instanceof NullVector;
  }

  FieldVector vector(int batch) {
    return vectors[batch];
  }

  /** The addresses of the data buffers, by batch. */
  long[] data() {
    return data;
  }

  /** The addresses of the validity buffers, by batch. */
  long[] validity() {
    return validity;
  }

  /** The addresses of the offset buffers, by batch; of a column of variable width. */
  long[] offsets() {
    long[] offsets = new long[vectors.length];
    for (int i = 0; i < offsets.length; i++) {
      offsets[i] = vectors[i].getOffsetBufferAddress();
    }
    return offsets;
  }

  /** Whether some value is NULL. */
  boolean hasNulls() {
    return nulls;
  }
}
