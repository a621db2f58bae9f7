package dev.pitwall.delta.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pitwall.core.config.EngineConfig;
import dev.pitwall.core.store.StoreRegistry;
import dev.pitwall.delta.DeltaOfflineStore;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
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
import dev.pitwall.spi.offline.maintenance.CompactionRequest;
import dev.pitwall.spi.offline.maintenance.CompactionRequest.Layout;
import dev.pitwall.spi.offline.maintenance.ErasureRequest;
import dev.pitwall.spi.offline.maintenance.TableMaintenance;
import dev.pitwall.spi.predicate.DynamicFilter;
import dev.pitwall.testkit.batch.Batches;
import dev.pitwall.testkit.batch.Fields;
import dev.pitwall.testkit.batch.LeakCheckedAllocator;
import dev.pitwall.testkit.engine.EngineSession;
import dev.pitwall.testkit.s3.Fault;
import dev.pitwall.testkit.s3.FaultyFront;
import dev.pitwall.testkit.s3.S3Server;
import dev.pitwall.testkit.store.MemoryOnlineStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Row groups of a bucket that are fetched before they are asked for. */
class PrefetchTest {
  private static final int FILES = 5;
  private static final Schema ROWS =
      Fields.schema(Fields.of("id", Fields.BIGINT), Fields.of("rate", Fields.DOUBLE));
  private static final String DATA = "GET .*parquet";

  @RegisterExtension final LeakCheckedAllocator allocator = new LeakCheckedAllocator();
  @TempDir Path directory;
  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch answered = new CountDownLatch(1);
  private S3Server server;
  private FaultyFront front;
  private OfflineStore store;
  private ScanHandle scan;
  private List<Split> splits;

  @BeforeEach
  void open() {
    server = S3Server.start(directory);
    front = FaultyFront.of(server.endpoint());
    Map<String, String> options = new HashMap<>(S3Server.options(front.endpoint()));
    options.put("s3.retries", "1");
    options.put("s3.request_timeout", "60s");
    store = new DeltaOfflineStore(options);
    server.bucket("lake");
    for (long file = 0; file < FILES; file++) {
      write("t", file);
    }
    write("other", 7);
    scan = store.scan(store.snapshot(source("t"), new SnapshotSelector.Latest()));
    splits = store.splits(scan, DynamicFilter.NONE);
  }

  @AfterEach
  void close() {
    answered.countDown();
    store.close();
    front.close();
    server.close();
  }

  @Test
  void costsNoMoreRequests() {
    assertThat(scan.isRemote()).isTrue();
    int before = front.requests();
    List<BatchReader> readers = splits.stream().map(this::reader).toList();
    readers.forEach(BatchReader::prefetch);
    List<Object> ids = new ArrayList<>();
    readers.forEach(reader -> ids.addAll(ids(reader)));
    assertThat(ids).containsExactly(0L, 1L, 2L, 3L, 4L);
    assertThat(front.requests() - before).isEqualTo(FILES);
    readers.forEach(BatchReader::close);
  }

  @Test
  void whatIsUnderWayCountsAsMemoryUntilItIsTakenOrGivenUp() {
    hold();
    try (BatchReader taken = reader(splits.get(0));
        BatchReader unwanted = reader(splits.get(1))) {
      CompletableFuture<Void> fetched = taken.prefetch();
      await(asked);
      assertThat(fetched).isNotDone();
      long one = allocator.get().getAllocatedMemory();
      assertThat(one).isPositive();
      unwanted.prefetch();
      assertThat(allocator.get().getAllocatedMemory()).isEqualTo(2 * one);
      unwanted.close();
      assertThat(allocator.get().getAllocatedMemory()).isEqualTo(one);
      answered.countDown();
      fetched.join();
      assertThat(ids(taken)).containsExactly(0L);
      assertThat(allocator.get().getAllocatedMemory()).isZero();
    }
  }

  @Test
  void nothingIsFetchedWhereMemoryIsShort() {
    int before = front.requests();
    try (BufferAllocator small = allocator.get().newChildAllocator("small", 0, 200);
        BatchReader reader = store.read(scan, splits.get(0), request(), small)) {
      assertThat(reader.prefetch()).isDone();
      assertThat(front.requests()).isEqualTo(before);
      assertThat(small.getAllocatedMemory()).isZero();
    }
  }

  @Test
  void aFailureIsThatOfReading() {
    front.fail(DATA, Fault.ANSWER_503, Integer.MAX_VALUE);
    try (BatchReader reader = reader(splits.get(0))) {
      reader.prefetch().join();
      assertThatThrownBy(reader::next)
          .isInstanceOfSatisfying(
              PitwallException.class,
              e -> assertThat(e.code()).isEqualTo(ErrorCode.STORE_UNAVAILABLE));
    }
  }

  /** Two workers, and more row groups that do not come than there are workers. */
  @Test
  void aQueryThatWaitsForABucketHoldsNoWorker() {
    StoreRegistry stores =
        new StoreRegistry(Map.of(SourceFormat.DELTA, store), new MemoryOnlineStore());
    try (EngineSession engine = new EngineSession(EngineConfig.inDirectory(directory), stores)) {
      engine.update("CREATE TABLE slow FROM DELTA 's3a://lake/t'");
      engine.update("CREATE TABLE quick FROM DELTA 's3a://lake/other'");
      assertThat(engine.rows("SELECT id FROM slow")).hasSize(FILES);
      for (int file = 0; file < FILES; file++) {
        front.strike("GET /lake/t/.*parquet", Fault.LATE, this::late);
      }
      CompletableFuture<List<List<Object>>> waiting =
          CompletableFuture.supplyAsync(() -> engine.rows("SELECT id FROM slow ORDER BY id"));
      await(asked);
      assertThat(engine.rows("SELECT id FROM quick")).containsExactly(List.of(7L));
      assertThat(waiting).isNotDone();
      answered.countDown();
      assertThat(waiting.join())
          .isEqualTo(LongStream.range(0, FILES).mapToObj(id -> List.<Object>of(id)).toList());
    }
  }

  /** The first file does not come before the second is asked for. */
  @Test
  void filesThatAreRewrittenAreFetchedTogether() {
    TableMaintenance maintenance = (TableMaintenance) store;
    write("t", 3);
    holdUntilTheNextIsAskedFor();
    ErasureRequest erasure = new ErasureRequest(UUID.randomUUID(), source("t"), Map.of("id", 3L));
    assertThat(maintenance.erase(erasure, allocator.get(), () -> {}).removedRows()).isEqualTo(2);
    holdUntilTheNextIsAskedFor();
    CompactionRequest compaction =
        new CompactionRequest(source("t"), List.of("id"), Layout.SORTED, List.of("id"), 1 << 20);
    assertThat(maintenance.compact(compaction, allocator.get(), () -> {}).removedFiles())
        .isEqualTo(FILES - 1);
  }

  private void holdUntilTheNextIsAskedFor() {
    CountDownLatch next = new CountDownLatch(1);
    front.strike("GET /lake/t/.*parquet", Fault.LATE, () -> await(next));
    front.strike("GET /lake/t/.*parquet", Fault.LATE, next::countDown);
  }

  private void hold() {
    front.strike(DATA, Fault.LATE, this::late);
  }

  private void late() {
    asked.countDown();
    await(answered);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private BatchReader reader(Split split) {
    return store.read(scan, split, request(), allocator.get());
  }

  private static ReadRequest request() {
    return ReadRequest.all(Batches.names(ROWS));
  }

  private static List<Object> ids(BatchReader reader) {
    List<Object> ids = new ArrayList<>();
    for (VectorSchemaRoot batch = reader.next(); batch != null; batch = reader.next()) {
      Batches.rows(batch).forEach(row -> ids.add(row.get(0)));
      batch.close();
    }
    return ids;
  }

  private static TableSource source(String table) {
    return new TableSource(SourceFormat.DELTA, "s3a://lake/" + table, Map.of());
  }

  private void write(String table, long id) {
    WriteRequest.Mode mode =
        id == 0 || id == 7 ? WriteRequest.Mode.CREATE : WriteRequest.Mode.APPEND;
    try (TableWriter writer =
            store.write(new WriteRequest(source(table), ROWS, List.of(), mode), allocator.get());
        VectorSchemaRoot batch =
            Batches.of(allocator.get(), ROWS, List.of(Batches.row(id, id / 2.0)))) {
      writer.append(batch);
      writer.commit();
    }
  }
}
