package dev.pitwall.redis.lookup;

import dev.pitwall.redis.exchange.Task;
import dev.pitwall.redis.layout.ColumnPlace;
import dev.pitwall.redis.layout.RedisKey;
import dev.pitwall.redis.layout.ViewLayout;
import dev.pitwall.spi.model.ColumnSpec;
import dev.pitwall.spi.offline.BatchReader;
import dev.pitwall.spi.offline.RowPositions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;

/** Every row of a view, a page of keys at a time. Rows written meanwhile may be there or not. */
final class RowScan implements BatchReader {
  private final KeyWalk walk;
  private final RowReads reads;
  private final Task task;
  private final ViewLayout layout;
  private final BufferAllocator allocator;
  private int next;
  private int first;
  private long bytes;
  private boolean closed;

  RowScan(KeyWalk walk, RowReads reads, Task task, ViewLayout layout, BufferAllocator allocator) {
    this.walk = walk;
    this.reads = reads;
    this.task = task;
    this.layout = layout;
    this.allocator = allocator;
  }

  @Override
  public VectorSchemaRoot next() {
    while (!closed) {
      Optional<List<RedisKey>> keys = walk.next();
      if (keys.isEmpty()) {
        return null;
      }
      VectorSchemaRoot batch = batch(keys.get());
      if (batch.getRowCount() > 0) {
        first = next;
        next += batch.getRowCount();
        return batch;
      }
      batch.close();
    }
    return null;
  }

  private VectorSchemaRoot batch(List<RedisKey> keys) {
    List<ColumnPlace> places = layout.places();
    List<FoundRow> rows = read(places, keys);
    VectorSchemaRoot batch =
        VectorSchemaRoot.create(
            new Schema(layout.view().columns().stream().map(ColumnSpec::field).toList()),
            allocator);
    try {
      List<FieldVector> vectors = batch.getFieldVectors();
      vectors.forEach(vector -> vector.setInitialCapacity(rows.size()));
      batch.allocateNew();
      ColumnCells cells = new ColumnCells(layout, places, vectors);
      int count = 0;
      for (int i = 0; i < rows.size(); i++) {
        // A key of other types is one of an entity that only has the same names.
        if (rows.get(i) != null && KeyCells.put(layout, places, vectors, keys.get(i), count)) {
          cells.put(rows.get(i), count++);
        }
      }
      batch.setRowCount(count);
      return batch;
    } catch (RuntimeException e) {
      batch.close();
      throw e;
    }
  }

  private List<FoundRow> read(List<ColumnPlace> places, List<RedisKey> keys) {
    try {
      List<FoundRow> rows =
          reads.read(task, List.of(new ViewFields(layout, places)), keys).join().get(0);
      rows.forEach(row -> bytes += row == null ? 0 : size(row));
      return rows;
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private static long size(FoundRow row) {
    long size = row.key().bytes().length;
    for (byte[] field : row.fields()) {
      size += field == null ? 0 : field.length;
    }
    return size;
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
    closed = true;
  }
}
