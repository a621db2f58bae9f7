package dev.pitwall.embedded;

import dev.pitwall.spi.offline.BatchReader;
import dev.pitwall.spi.offline.RowPositions;
import java.util.Iterator;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.OutOfMemoryException;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;

/** Every row of a view, as batches. */
final class RowScan implements BatchReader {
  private static final int BATCH_ROWS = 4_096;

  private final Schema schema;
  private final Iterator<byte[]> rows;
  private final BufferAllocator allocator;
  private int next;
  private int first;
  private long bytes;

  RowScan(Schema schema, Iterator<byte[]> rows, BufferAllocator allocator) {
    this.schema = schema;
    this.rows = rows;
    this.allocator = allocator;
  }

  @Override
  public VectorSchemaRoot next() {
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
    } catch (OutOfMemoryException e) {
      batch.close();
      throw EmbeddedOnlineStore.outOfMemory(e);
    } catch (RuntimeException e) {
      batch.close();
      throw e;
    }
  }

  private void put(byte[] stored, VectorSchemaRoot batch, int at) {
    bytes += stored.length;
    List<byte[]> values = StoredRow.of(stored).values();
    for (int column = 0; column < values.size(); column++) {
      ValueDecoder.decode(values.get(column), batch.getVector(column), at);
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
  public void close() {}
}
