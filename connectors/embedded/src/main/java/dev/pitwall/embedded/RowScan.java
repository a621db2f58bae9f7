package dev.pitwall.embedded;

import dev.pitwall.spi.offline.BatchReader;
import dev.pitwall.spi.offline.RowPositions;
import java.util.Iterator;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;
import org.h2.mvstore.MVStore.TxCounter;

/** Every row that a view had when the scan began, as batches. */
final class RowScan implements BatchReader {
  private static final int BATCH_ROWS = 4_096;

  private final StoreFile file;
  private final Schema schema;
  private final TxCounter pin;
  private final Iterator<byte[]> rows;
  private final BufferAllocator allocator;
  private boolean closed;
  private int next;
  private int first;
  private long bytes;

  RowScan(
      StoreFile file,
      Schema schema,
      Supplier<Map<byte[], byte[]>> stored,
      BufferAllocator allocator) {
    this.file = file;
    this.schema = schema;
    this.allocator = allocator;
    // Before the first row is found: later the store may have given the space to newer rows.
    this.pin = file.store().registerVersionUsage();
    try {
      this.rows = stored.get().values().iterator();
    } catch (RuntimeException e) {
      file.store().deregisterVersionUsage(pin);
      throw e;
    }
  }

  @Override
  public VectorSchemaRoot next() {
    return closed ? null : file.run(this::read);
  }

  private VectorSchemaRoot read() {
    if (!rows.hasNext()) {
      return null;
    }
    VectorSchemaRoot batch = VectorSchemaRoot.create(schema, allocator);
    try {
      batch.allocateNew();
      int count = 0;
      while (count < BATCH_ROWS && rows.hasNext()) {
        put(rows.next(), batch, count++);
      }
      batch.setRowCount(count);
      first = next;
      next += count;
      return batch;
    } catch (RuntimeException e) {
      batch.close();
      throw e;
    }
  }

  private void put(byte[] stored, VectorSchemaRoot batch, int at) {
    bytes += stored.length;
    StoredRow row = StoredRow.of(stored);
    for (int column = 0; column < schema.getFields().size(); column++) {
      ValueDecoder.decode(row.value(column), batch.getVector(column), at);
    }
  }

  @Override
  public RowPositions positions() {
    return new RowPositions.Consecutive(first);
  }

  @Override
  public long bytesRead() {
    return bytes;
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      file.store().deregisterVersionUsage(pin);
    }
  }
}
