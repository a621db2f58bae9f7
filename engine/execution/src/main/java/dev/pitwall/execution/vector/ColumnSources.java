package dev.pitwall.execution.vector;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.arrow.memory.util.MemoryUtil;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.NullVector;
import org.apache.arrow.vector.VectorSchemaRoot;

/**
 * One column of several batches, with the memory addresses of its buffers at hand. {@link
 * RowAddress#NONE} counts as a row, too, of zeros: so that whoever copies rows needs no branch,
 * which no processor could predict.
 */
final class ColumnSources {
  /** Wide enough for one value of any width, or two offsets; there as long as the JVM is. */
  private static final int ZERO_BYTES = 64;

  private static final long ZEROS = MemoryUtil.allocateMemory(ZERO_BYTES);

  static {
    MemoryUtil.setMemory(ZEROS, ZERO_BYTES, (byte) 0);
  }

  private final FieldVector[] vectors;
  private final long[] data;
  private final long[] validity;
  private final boolean nulls;

  private ColumnSources(Stream<FieldVector> column) {
    vectors = column.toArray(FieldVector[]::new);
    data = withZeros();
    validity = withZeros();
    boolean anyNull = false;
    for (int i = 0; i < vectors.length && !isAbsent(); i++) {
      boolean isLeaf = vectors[i].getChildrenFromFields().isEmpty();
      data[i + 1] = isLeaf ? vectors[i].getDataBufferAddress() : 0;
      validity[i + 1] = vectors[i].getValidityBufferAddress();
      anyNull |= vectors[i].getNullCount() > 0;
    }
    nulls = anyNull;
  }

  private long[] withZeros() {
    long[] addresses = new long[vectors.length + 1];
    addresses[0] = ZEROS;
    return addresses;
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

  /**
   * Where a row's value is.
   *
   * @param buffers {@link #data} or {@link #offsets}
   * @param width of a value, in bytes
   */
  static long locate(long[] buffers, long address, int width) {
    return buffer(buffers, address) + (long) width * RowAddress.row(address);
  }

  /** The buffer of a row's batch. */
  static long buffer(long[] buffers, long address) {
    return buffers[RowAddress.batch(address) + 1];
  }

  /** The addresses of the data buffers; of a column without children. */
  long[] data() {
    return data;
  }

  /** The addresses of the validity buffers. */
  long[] validity() {
    return validity;
  }

  /** The addresses of the offset buffers; of a column of variable width, or of lists. */
  long[] offsets() {
    long[] offsets = withZeros();
    for (int i = 0; i < vectors.length; i++) {
      offsets[i + 1] = vectors[i].getOffsetBuffer().memoryAddress();
    }
    return offsets;
  }

  /** Whether some value is NULL. */
  boolean hasNulls() {
    return nulls;
  }
}
