package dev.pitwall.delta.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pitwall.delta.DeltaOfflineStore;
import dev.pitwall.spi.model.SourceFormat;
import dev.pitwall.spi.model.TableSource;
import dev.pitwall.spi.offline.BatchReader;
import dev.pitwall.spi.offline.OfflineStore;
import dev.pitwall.spi.offline.ReadRequest;
import dev.pitwall.spi.offline.ScanHandle;
import dev.pitwall.spi.offline.SnapshotSelector;
import dev.pitwall.spi.offline.Split;
import dev.pitwall.spi.offline.TableWriter;
import dev.pitwall.spi.offline.WriteRequest;
import dev.pitwall.spi.predicate.DynamicFilter;
import dev.pitwall.testkit.batch.Batches;
import dev.pitwall.testkit.batch.Fields;
import dev.pitwall.testkit.batch.LeakCheckedAllocator;
import dev.pitwall.testkit.s3.Fault;
import dev.pitwall.testkit.s3.FaultyFront;
import dev.pitwall.testkit.s3.S3Server;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** How often a bucket is asked while a table is read. */
class S3RequestsTest {
  private static final int FILES = 3;
  private static final Schema ROWS =
      Fields.schema(
          Fields.of("id", Fields.BIGINT),
          Fields.of("note", Fields.VARCHAR),
          Fields.of("rate", Fields.DOUBLE));

  @RegisterExtension final LeakCheckedAllocator allocator = new LeakCheckedAllocator();
  @TempDir Path directory;

  @Test
  void readsAFooterInTwoRequestsAndARowGroupInOne() {
    try (S3Server server = S3Server.start(directory);
        FaultyFront front = FaultyFront.of(server.endpoint());
        OfflineStore store = new DeltaOfflineStore(S3Server.options(front.endpoint()))) {
      TableSource table = writtenTable(server, store);
      ScanHandle scan = store.scan(store.snapshot(table, new SnapshotSelector.Latest()));
      int before = front.requests();
      List<Split> splits = store.splits(scan, DynamicFilter.NONE);
      assertThat(front.requests() - before).as("footers").isLessThanOrEqualTo(2 * FILES);
      assertThat(splits).hasSize(FILES);
      before = front.requests();
      assertThat(store.splits(scan, DynamicFilter.NONE)).hasSize(FILES);
      assertThat(front.requests()).as("footers that are known").isEqualTo(before);
      for (Split split : splits) {
        read(store, scan, split);
      }
      assertThat(front.requests() - before).as("row groups").isEqualTo(FILES);
    }
  }

  /** No footer comes before one of each file is asked for. */
  @Test
  void readsFootersTogether() {
    try (S3Server server = S3Server.start(directory);
        FaultyFront front = FaultyFront.of(server.endpoint());
        OfflineStore store = new DeltaOfflineStore(S3Server.options(front.endpoint()))) {
      TableSource table = writtenTable(server, store);
      CountDownLatch asked = new CountDownLatch(FILES);
      for (int file = 0; file < FILES; file++) {
        front.strike("GET /lake/t/.*parquet", Fault.LATE, () -> arrive(asked));
      }
      ScanHandle scan = store.scan(store.snapshot(table, new SnapshotSelector.Latest()));
      assertThat(store.splits(scan, DynamicFilter.NONE)).hasSize(FILES);
    }
  }

  private static void arrive(CountDownLatch all) {
    all.countDown();
    try {
      all.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A table of some files. */
  private TableSource writtenTable(S3Server server, OfflineStore store) {
    TableSource table = new TableSource(SourceFormat.DELTA, server.bucket("lake") + "/t", Map.of());
    for (int file = 0; file < FILES; file++) {
      write(store, table, file);
    }
    return table;
  }

  private void write(OfflineStore store, TableSource table, int file) {
    WriteRequest.Mode mode = file == 0 ? WriteRequest.Mode.CREATE : WriteRequest.Mode.APPEND;
    try (TableWriter writer =
            store.write(new WriteRequest(table, ROWS, List.of(), mode), allocator.get());
        VectorSchemaRoot batch =
            Batches.of(allocator.get(), ROWS, List.of(Batches.row((long) file, "note", 0.5)))) {
      writer.append(batch);
      writer.commit();
    }
  }

  private void read(OfflineStore store, ScanHandle scan, Split split) {
    try (BatchReader reader =
        store.read(scan, split, ReadRequest.all(Batches.names(ROWS)), allocator.get())) {
      for (VectorSchemaRoot batch = reader.next(); batch != null; batch = reader.next()) {
        batch.close();
      }
    }
  }
}
