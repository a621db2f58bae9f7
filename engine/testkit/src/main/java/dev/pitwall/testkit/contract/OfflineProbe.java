package dev.pitwall.testkit.contract;

import dev.pitwall.spi.model.TableSource;
import dev.pitwall.spi.offline.BatchReader;
import dev.pitwall.spi.offline.OfflineStore;
import dev.pitwall.spi.offline.ReadRequest;
import dev.pitwall.spi.offline.ScanHandle;
import dev.pitwall.spi.offline.SnapshotSelector;
import dev.pitwall.spi.offline.Split;
import dev.pitwall.spi.offline.TableSnapshot;
import dev.pitwall.spi.offline.TableWriter;
import dev.pitwall.spi.offline.WriteRequest;
import dev.pitwall.spi.predicate.DynamicFilter;
import dev.pitwall.testkit.batch.Batches;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;

/** Writes and reads a store's tables as rows. */
final class OfflineProbe {
  private final OfflineStore store;
  private final BufferAllocator allocator;

  OfflineProbe(OfflineStore store, BufferAllocator allocator) {
    this.store = store;
    this.allocator = allocator;
  }

  /** Makes a table of the rows in one commit. */
  long create(TableSource table, Schema schema, List<List<Object>> rows) {
    return write(new WriteRequest(table, schema, List.of(), WriteRequest.Mode.CREATE), rows);
  }

  /** Adds the rows in one commit. */
  long append(TableSource table, Schema schema, List<List<Object>> rows) {
    return write(new WriteRequest(table, schema, List.of(), WriteRequest.Mode.APPEND), rows);
  }

  long write(WriteRequest request, List<List<Object>> rows) {
    try (TableWriter writer = store.write(request, allocator)) {
      appendTo(writer, request.schema(), rows);
      return writer.commit().getAsLong();
    }
  }

  void appendTo(TableWriter writer, Schema schema, List<List<Object>> rows) {
    try (VectorSchemaRoot batch = Batches.of(allocator, schema, rows)) {
      writer.append(batch);
    }
  }

  TableSnapshot latest(TableSource table) {
    return store.snapshot(table, new SnapshotSelector.Latest());
  }

  ScanHandle scan(TableSource table) {
    return store.scan(latest(table));
  }

  /** All rows and columns of the newest version, in the order of ordinals and positions. */
  List<List<Object>> rows(TableSource table) {
    return rows(scan(table));
  }

  /** All rows and columns of the scan, in the order of ordinals and positions. */
  List<List<Object>> rows(ScanHandle scan) {
    return positioned(scan, columns(scan)).stream().map(PositionedRow::values).toList();
  }

  /** All rows of the scan. */
  List<PositionedRow> positioned(ScanHandle scan, List<String> columns) {
    List<PositionedRow> rows = new ArrayList<>();
    for (Split split : store.splits(scan, DynamicFilter.NONE)) {
      rows.addAll(positioned(scan, split, ReadRequest.all(columns)));
    }
    return rows;
  }

  /** The rows asked for of one split. */
  List<PositionedRow> positioned(ScanHandle scan, Split split, ReadRequest request) {
    List<PositionedRow> rows = new ArrayList<>();
    try (BatchReader reader = store.read(scan, split, request, allocator)) {
      for (VectorSchemaRoot batch = reader.next(); batch != null; batch = reader.next()) {
        addRows(batch, reader, split, rows);
      }
    }
    return rows;
  }

  private static void addRows(
      VectorSchemaRoot batch, BatchReader reader, Split split, List<PositionedRow> rows) {
    try (batch) {
      List<List<Object>> values = Batches.rows(batch);
      for (int i = 0; i < values.size(); i++) {
        rows.add(new PositionedRow(split.ordinal(), reader.positions().at(i), values.get(i)));
      }
    }
  }

  static List<String> columns(ScanHandle scan) {
    return Batches.names(scan.snapshot().schema());
  }
}
