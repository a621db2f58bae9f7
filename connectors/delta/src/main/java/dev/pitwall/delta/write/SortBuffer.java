package dev.pitwall.delta.write;

import dev.pitwall.delta.order.OrderedRows;
import dev.pitwall.delta.order.SortColumn;
import dev.pitwall.delta.order.SortedRows;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.util.VectorBatchAppender;

/** Keeps rows until there are enough to be sorted. Not thread-safe. */
final class SortBuffer implements AutoCloseable {
  /** The more rows are sorted at once, the fewer files may hold a key. */
  private static final long LARGEST = 256L << 20;

  private final BufferAllocator allocator;
  private final List<VectorSchemaRoot> batches = new ArrayList<>();
  private final long largest;
  private long bytes;

  SortBuffer(BufferAllocator allocator) {
    this.allocator = allocator;
    this.largest = Math.min(LARGEST, allocator.getHeadroom() / 4);
  }

  /** Keeps a copy of a batch. */
  void add(VectorSchemaRoot batch) {
    VectorSchemaRoot copy = VectorSchemaRoot.create(batch.getSchema(), allocator);
    batches.add(copy);
    for (FieldVector vector : batch.getFieldVectors()) {
      FieldVector target = copy.getVector(vector.getName());
      target.allocateNew();
      VectorBatchAppender.batchAppend(target, vector);
      bytes += target.getBufferSize();
    }
    copy.setRowCount(batch.getRowCount());
  }

  boolean isFull() {
    return bytes >= largest;
  }

  boolean isEmpty() {
    return batches.isEmpty();
  }

  List<VectorSchemaRoot> batches() {
    return batches;
  }

  /**
   * The rows of all batches, sorted by one column after the other; equal ones stay as they came.
   */
  OrderedRows sorted(List<String> columns) {
    int rows = batches.stream().mapToInt(VectorSchemaRoot::getRowCount).reduce(0, Math::addExact);
    return new SortedRows(
        columns.stream().map(name -> SortColumn.of(batches, name)).toList(), rows);
  }

  /** Forgets the rows. */
  @Override
  public void close() {
    batches.forEach(VectorSchemaRoot::close);
    batches.clear();
    bytes = 0;
  }
}
