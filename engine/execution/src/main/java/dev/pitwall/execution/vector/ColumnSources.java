package dev.pitwall.execution.vector;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.NullVector;
import org.apache.arrow.vector.VectorSchemaRoot;

/** One column of several batches, with the memory addresses of its buffers at hand. */
final class ColumnSources {
  private final FieldVector[] vectors;
  private final long[] data;
  private final long[] validity;
  private final boolean nulls;

  private ColumnSources(Stream<FieldVector> column) {
    vectors = column.toArray(FieldVector[]::new);
    data = new long[vectors.length];
    validity = new long[vectors.length];
    boolean anyNull = false;
    for (int i = 0; i < vectors.length && !isAbsent(); i++) {
      boolean isLeaf = vectors[i].getChildrenFromFields().isEmpty();
      data[i] = isLeaf ? vectors[i].getDataBufferAddress() : 0;
      validity[i] = vectors[i].getValidityBufferAddress();
      anyNull |= vectors[i].getNullCount() > 0;
    }
    nulls = anyNull;
  }

  static ColumnSources of(List<VectorSchemaRoot> batches, int column) {
    return new ColumnSources(batches.stream().map(batch -> batch.getVector(column)));
  }

  /** The vectors inside the column's vectors. */
  ColumnSources children(Function<FieldVector, FieldVector> child) {
    return new ColumnSources(Stream.of(vectors).map(child));
  }

  /** Whether the column was left out when the batches were read. */
  boolean isAbsent() {
    return vectors.length > 0 && vectors[0] instanceof NullVector;
  }

  /** The addresses of the data buffers, by batch; of a column without children. */
  long[] data() {
    return data;
  }

  /** The addresses of the validity buffers, by batch. */
  long[] validity() {
    return validity;
  }

  /** The addresses of the offset buffers, by batch; of a column of variable width, or of lists. */
  long[] offsets() {
    long[] offsets = new long[vectors.length];
    for (int i = 0; i < offsets.length; i++) {
      offsets[i] = vectors[i].getOffsetBuffer().memoryAddress();
    }
    return offsets;
  }

  /** Whether some value is NULL. */
  boolean hasNulls() {
    return nulls;
  }
}
