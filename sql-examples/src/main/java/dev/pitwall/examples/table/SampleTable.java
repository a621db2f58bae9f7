package dev.pitwall.examples.table;

import dev.pitwall.spi.model.TableSource;
import dev.pitwall.spi.offline.OfflineStore;
import dev.pitwall.spi.offline.TableWriter;
import dev.pitwall.spi.offline.WriteRequest;
import java.util.List;
import java.util.Objects;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * A table of rows in memory, to be written to a store.
 *
 * @param <R> the rows
 */
public record SampleTable<R>(String name, List<SampleColumn<R>> columns, List<R> rows) {
  private static final int BATCH_ROWS = 32_768;

  public SampleTable {
    Objects.requireNonNull(name, "name");
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }

  public Schema schema() {
    return new Schema(columns.stream().map(SampleColumn::field).toList());
  }

  /** Makes the table in a store, in one commit. */
  public void create(OfflineStore store, TableSource target, BufferAllocator allocator) {
    WriteRequest request = new WriteRequest(target, schema(), List.of(), WriteRequest.Mode.CREATE);
    try (TableWriter writer = store.write(request, allocator)) {
      for (int from = 0; from < rows.size(); from += BATCH_ROWS) {
        try (VectorSchemaRoot batch =
            batch(rows.subList(from, Math.min(rows.size(), from + BATCH_ROWS)), allocator)) {
          writer.append(batch);
        }
      }
      writer.commit();
    }
  }

  private VectorSchemaRoot batch(List<R> slice, BufferAllocator allocator) {
    VectorSchemaRoot batch = VectorSchemaRoot.create(schema(), allocator);
    for (int i = 0; i < columns.size(); i++) {
      fill(batch.getVector(i), columns.get(i), slice);
    }
    batch.setRowCount(slice.size());
    return batch;
  }

  private void fill(FieldVector vector, SampleColumn<R> column, List<R> slice) {
    for (int row = 0; row < slice.size(); row++) {
      Object value = column.value().apply(slice.get(row));
      if (value == null) {
        vector.setNull(row);
      } else {
        column.type().set(vector, row, value);
      }
    }
  }
}
