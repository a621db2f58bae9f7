package dev.pitwall.delta.benchmark;

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
import dev.pitwall.testkit.batch.Fields;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;

/** Times scans of 20 million rows on one thread; the directory given keeps the table. */
public final class ScanBenchmark {
  private static final int COMMITS = 8;
  private static final int COMMIT_ROWS = 2_500_000;
  private static final int BATCH_ROWS = 50_000;
  private static final Schema SCHEMA =
      Fields.schema(
          Fields.of("driver_id", Fields.BIGINT),
          Fields.of("event_ts", Fields.TIMESTAMP_LTZ),
          Fields.of("created_ts", Fields.TIMESTAMP_LTZ),
          Fields.of("conv_rate", Fields.DOUBLE),
          Fields.of("acc_rate", Fields.REAL),
          Fields.of("avg_daily_trips", Fields.INTEGER),
          Fields.of("city", Fields.VARCHAR));

  private ScanBenchmark() {}

  /** Makes the table if need be, then scans it a few times. */
  public static void main(String[] arguments) {
    Path directory = Path.of(arguments[0]);
    TableSource table = new TableSource(SourceFormat.DELTA, directory.toString(), Map.of());
    try (OfflineStore store = new DeltaOfflineStore();
        BufferAllocator allocator = new RootAllocator()) {
      if (!Files.exists(directory)) {
        fill(store, table, allocator);
      }
      for (int i = 0; i < 5; i++) {
        time(store, table, List.of("driver_id", "event_ts"), allocator);
        time(store, table, SCHEMA.getFields().stream().map(f -> f.getName()).toList(), allocator);
      }
    }
  }

  private static void time(
      OfflineStore store, TableSource table, List<String> columns, BufferAllocator allocator) {
    ScanHandle scan = store.scan(store.snapshot(table, new SnapshotSelector.Latest()));
    long start = System.nanoTime();
    long rows = 0;
    for (Split split : store.splits(scan, DynamicFilter.NONE)) {
      try (BatchReader reader = store.read(scan, split, ReadRequest.all(columns), allocator)) {
        for (VectorSchemaRoot batch = reader.next(); batch != null; batch = reader.next()) {
          rows += batch.getRowCount();
          batch.close();
        }
      }
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf(
        "%d columns: %d rows, %.1f M rows/s%n", columns.size(), rows, rows / seconds / 1e6);
  }

  private static void fill(OfflineStore store, TableSource table, BufferAllocator allocator) {
    Random random = new Random(1);
    for (int commit = 0; commit < COMMITS; commit++) {
      WriteRequest.Mode mode = commit == 0 ? WriteRequest.Mode.CREATE : WriteRequest.Mode.APPEND;
      WriteRequest request = new WriteRequest(table, SCHEMA, List.of(), mode);
      try (TableWriter writer = store.write(request, allocator)) {
        for (int from = 0; from < COMMIT_ROWS; from += BATCH_ROWS) {
          try (VectorSchemaRoot batch =
              batch(random, (long) commit * COMMIT_ROWS + from, allocator)) {
            writer.append(batch);
          }
        }
        writer.commit();
      }
    }
  }

  private static VectorSchemaRoot batch(Random random, long first, BufferAllocator allocator) {
    VectorSchemaRoot batch = VectorSchemaRoot.create(SCHEMA, allocator);
    for (int i = 0; i < BATCH_ROWS; i++) {
      long time = 1_700_000_000_000_000L + (first + i) * 1_000_000 + random.nextInt(900_000);
      ((BigIntVector) batch.getVector(0)).setSafe(i, random.nextInt(100_000));
      ((TimeStampVector) batch.getVector(1)).setSafe(i, time);
      if (random.nextInt(50) != 0) {
        ((TimeStampVector) batch.getVector(2)).setSafe(i, time + random.nextInt(5_000_000));
        ((Float8Vector) batch.getVector(3)).setSafe(i, random.nextDouble());
        ((Float4Vector) batch.getVector(4)).setSafe(i, random.nextFloat());
        ((IntVector) batch.getVector(5)).setSafe(i, random.nextInt(1_000));
        byte[] city = ("city_" + random.nextInt(50)).getBytes(StandardCharsets.UTF_8);
        ((VarCharVector) batch.getVector(6)).setSafe(i, city);
      }
    }
    batch.setRowCount(BATCH_ROWS);
    return batch;
  }
}
