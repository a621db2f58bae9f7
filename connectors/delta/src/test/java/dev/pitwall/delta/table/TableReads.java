package dev.pitwall.delta.table;

import dev.pitwall.delta.DeltaOfflineStore;
import dev.pitwall.spi.model.TableSource;
import dev.pitwall.spi.offline.BatchReader;
import dev.pitwall.spi.offline.ReadRequest;
import dev.pitwall.spi.offline.RowSelection;
import dev.pitwall.spi.offline.ScanHandle;
import dev.pitwall.spi.offline.SnapshotSelector;
import dev.pitwall.spi.offline.Split;
import dev.pitwall.spi.offline.TableSnapshot;
import dev.pitwall.spi.predicate.DynamicFilter;
import dev.pitwall.testkit.batch.Batches;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;

/** Reads tables through the store, row by row. */
public final class TableReads {
  private final DeltaOfflineStore store;
  private final BufferAllocator allocator;
  private long bytesRead;

  public TableReads(DeltaOfflineStore store, BufferAllocator allocator) {
    this.store = store;
    this.allocator = allocator;
  }

  /** A row, where it is, and its values. */
  record Row(int ordinal, int position, List<Object> values) {}

  TableSnapshot latest(TableSource table) {
    return store.snapshot(table, new SnapshotSelector.Latest());
  }

  /** All values of the newest version, in the order of ordinals and positions. */
  public List<List<Object>> values(TableSource table) {
    return rows(table, new RowSelection.All(), DynamicFilter.NONE).stream()
        .map(Row::values)
        .toList();
  }

  /** The rows that the store leaves of every split. */
  List<Row> rows(TableSource table, RowSelection selection, DynamicFilter filter) {
    ScanHandle scan = store.scan(latest(table));
    List<String> columns = Batches.names(scan.snapshot().schema());
    List<Row> rows = new ArrayList<>();
    bytesRead = 0;
    for (Split split : store.splits(scan, filter)) {
      ReadRequest request = new ReadRequest(columns, selection, filter);
      try (BatchReader reader = store.read(scan, split, request, allocator)) {
        for (VectorSchemaRoot batch = reader.next(); batch != null; batch = reader.next()) {
          add(split, reader, batch, rows);
        }
        bytesRead += reader.bytesRead();
      }
    }
    return rows;
  }

  /** What the last read took from storage. */
  long bytesRead() {
    return bytesRead;
  }

  private static void add(Split split, BatchReader reader, VectorSchemaRoot batch, List<Row> rows) {
    try (batch) {
      List<List<Object>> values = Batches.rows(batch);
      for (int i = 0; i < values.size(); i++) {
        rows.add(new Row(split.ordinal(), reader.positions().at(i), values.get(i)));
      }
    }
  }
}
