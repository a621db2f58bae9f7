package dev.pitwall.testkit.store;

import static dev.pitwall.testkit.batch.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pitwall.spi.model.TableSource;
import dev.pitwall.spi.offline.BatchReader;
import dev.pitwall.spi.offline.OfflineStore;
import dev.pitwall.spi.offline.ReadRequest;
import dev.pitwall.spi.offline.RowPositions;
import dev.pitwall.spi.offline.ScanHandle;
import dev.pitwall.spi.offline.SnapshotSelector;
import dev.pitwall.spi.offline.Split;
import dev.pitwall.spi.predicate.ComparisonOperator;
import dev.pitwall.spi.predicate.DynamicFilter;
import dev.pitwall.spi.predicate.Predicate;
import dev.pitwall.testkit.batch.BatchAssert;
import dev.pitwall.testkit.batch.Fields;
import dev.pitwall.testkit.batch.LeakCheckedAllocator;
import dev.pitwall.testkit.contract.OfflineStoreContract;
import java.util.List;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MemoryOfflineStoreTest {
  private static final Schema SCHEMA = Fields.schema(Fields.of("n", Fields.BIGINT));

  @RegisterExtension final LeakCheckedAllocator allocator = new LeakCheckedAllocator();

  @Test
  void keepsThePositionsOfDeletedRows() {
    MemoryOfflineStore store = new MemoryOfflineStore(StoreLayout.regular(10, 10));
    TableSource table = store.create("t", SCHEMA, List.of(row(0), row(1), row(2), row(3), row(4)));
    store.delete(table, new Predicate.Comparison("n", ComparisonOperator.EQUAL, 2L));
    ScanHandle scan = store.scan(store.snapshot(table, new SnapshotSelector.Latest()));
    assertThat(scan.snapshot().rowCount()).hasValue(4);
    Split split = store.splits(scan, DynamicFilter.NONE).get(0);
    assertThat(split.rowCount()).isEqualTo(5);
    ReadRequest request = ReadRequest.all(List.of("n"));
    try (BatchReader reader = store.read(scan, split, request, allocator.get());
        VectorSchemaRoot batch = reader.next()) {
      BatchAssert.assertThat(batch).hasColumns("n").hasRows(row(0), row(1), row(3), row(4));
      assertThat(reader.positions()).isInstanceOf(RowPositions.Listed.class);
      assertThat(reader.positions().at(2)).isEqualTo(3);
    }
  }

  @Test
  void tellsWhatWasPushed() {
    MemoryOfflineStore store = new MemoryOfflineStore(StoreLayout.regular(2, 2));
    TableSource table = store.create("t", SCHEMA, List.of(row(0), row(1), row(2), row(3)));
    ScanHandle scan = store.scan(store.snapshot(table, new SnapshotSelector.Latest()));
    Predicate late = new Predicate.Comparison("n", ComparisonOperator.GREATER, 1L);
    assertThat(store.pushFilter(scan, late).orElseThrow().handle().explain())
        .containsEntry("version", "0")
        .containsEntry("splits", "1 of 2")
        .containsEntry("predicate", "n > 1");
  }

  @Nested
  class Regular extends Contract {
    Regular() {
      super(StoreLayout.regular(64, 32));
    }
  }

  @Nested
  class Irregular extends Contract {
    Irregular() {
      super(StoreLayout.random(5, 150, 60));
    }
  }

  abstract static class Contract extends OfflineStoreContract {
    private final MemoryOfflineStore store;
    private int tables;

    Contract(StoreLayout layout) {
      this.store = new MemoryOfflineStore(layout);
    }

    @Override
    protected OfflineStore openStore() {
      return store;
    }

    @Override
    protected TableSource newTable() {
      return MemoryOfflineStore.source("table " + tables++);
    }

    @Override
    protected long committedAt(TableSource table, long version) {
      return store.committedAt(table, version);
    }
  }
}
