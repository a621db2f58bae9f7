package dev.pitwall.benchmarks;

import dev.pitwall.delta.DeltaOfflineStore;
import dev.pitwall.spi.model.SourceFormat;
import dev.pitwall.spi.model.TableSource;
import dev.pitwall.spi.offline.TableWriter;
import dev.pitwall.spi.offline.WriteRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * The data of the point-in-time workloads, as Delta tables: rows of 100,000 drivers over 90 days in
 * eight commits in the order of time, and a spine at random moments. Made once, from a seed.
 */
final class FeatureTables {
  private static final int DRIVERS = 100_000;
  private static final long START = 1_700_000_000_000_000L;
  private static final long SPAN = 90L * 86_400 * 1_000_000;
  private static final int COMMITS = 8;
  private static final int BATCH_ROWS = 100_000;
  private static final ArrowType TIMESTAMP = new ArrowType.Timestamp(TimeUnit.MICROSECOND, "UTC");
  private static final ArrowType BIGINT = new ArrowType.Int(64, true);
  private static final Schema FEATURES =
      new Schema(
          List.of(
              Field.nullable("driver_id", BIGINT),
              Field.nullable("event_ts", TIMESTAMP),
              Field.nullable(
                  "conv_rate", new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE)),
              Field.nullable(
                  "acc_rate", new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE)),
              Field.nullable("avg_daily_trips", new ArrowType.Int(32, true))));
  private static final Schema SPINE =
      new Schema(List.of(Field.nullable("driver_id", BIGINT), Field.nullable("at_ts", TIMESTAMP)));

  private final Path directory;

  FeatureTables(Path directory) {
    this.directory = directory.toAbsolutePath();
  }

  Path features() {
    return directory.resolve("driver_stats");
  }

  Path spine() {
    return directory.resolve("spine");
  }

  /** Makes the tables unless they are there. */
  void create(int featureRows, int spineRows) {
    if (Files.exists(spine().resolve("_delta_log"))) {
      return;
    }
    try (BufferAllocator allocator = new RootAllocator();
        DeltaOfflineStore store = new DeltaOfflineStore()) {
      for (int commit = 0; commit < COMMITS; commit++) {
        write(store, allocator, commit, featureRows / COMMITS);
      }
      writeSpine(store, allocator, spineRows);
    }
  }

  private void write(DeltaOfflineStore store, BufferAllocator allocator, int commit, int rows) {
    SplittableRandom random = new SplittableRandom(commit);
    WriteRequest.Mode mode = commit == 0 ? WriteRequest.Mode.CREATE : WriteRequest.Mode.APPEND;
    long first = START + SPAN / COMMITS * commit;
    double step = (double) SPAN / COMMITS / rows;
    try (TableWriter writer = store.write(request(features(), FEATURES, mode), allocator)) {
      for (int done = 0; done < rows; done += BATCH_ROWS) {
        try (VectorSchemaRoot batch = VectorSchemaRoot.create(FEATURES, allocator)) {
          int count = Math.min(BATCH_ROWS, rows - done);
          for (int i = 0; i < count; i++) {
            ((BigIntVector) batch.getVector(0)).setSafe(i, random.nextInt(DRIVERS));
            long jitter = random.nextLong(1_000_000);
            ((TimeStampVector) batch.getVector(1))
                .setSafe(i, first + (long) (step * (done + i)) + jitter);
            ((Float8Vector) batch.getVector(2)).setSafe(i, random.nextDouble());
            ((Float4Vector) batch.getVector(3)).setSafe(i, (float) random.nextDouble());
            ((IntVector) batch.getVector(4)).setSafe(i, random.nextInt(1_000));
          }
          batch.setRowCount(count);
          writer.append(batch);
        }
      }
      writer.commit();
    }
  }

  private void writeSpine(DeltaOfflineStore store, BufferAllocator allocator, int rows) {
    SplittableRandom random = new SplittableRandom(-1);
    WriteRequest request = request(spine(), SPINE, WriteRequest.Mode.CREATE);
    try (TableWriter writer = store.write(request, allocator);
        VectorSchemaRoot batch = VectorSchemaRoot.create(SPINE, allocator)) {
      for (int i = 0; i < rows; i++) {
        ((BigIntVector) batch.getVector(0)).setSafe(i, random.nextInt(DRIVERS));
        ((TimeStampVector) batch.getVector(1)).setSafe(i, START + random.nextLong(SPAN));
      }
      batch.setRowCount(rows);
      writer.append(batch);
      writer.commit();
    }
  }

  private static WriteRequest request(Path table, Schema schema, WriteRequest.Mode mode) {
    TableSource source = new TableSource(SourceFormat.DELTA, table.toString(), Map.of());
    return new WriteRequest(source, schema, List.of(), mode);
  }
}
