package dev.pitwall.benchmarks.data;

import dev.pitwall.delta.DeltaOfflineStore;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.model.SourceFormat;
import dev.pitwall.spi.model.TableSource;
import dev.pitwall.spi.offline.TableWriter;
import dev.pitwall.spi.offline.WriteRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;

/** Makes Delta tables from a seed, unless they are there. */
public final class TableMaker {
  private static final int BATCH_ROWS = 100_000;

  private final Path directory;
  private final Consumer<String> progress;

  /** Makes tables in a directory, and tells of each one that it starts to make. */
  public TableMaker(Path directory, Consumer<String> progress) {
    this.directory = directory.toAbsolutePath().normalize();
    this.progress = progress;
  }

  /** The directory of a table, which is made if it is missing. */
  public Path make(FeatureTable table) {
    Schema schema = TableSchemas.of(table);
    return make(
        table.name() + "-" + table.rows(),
        schema,
        writer -> {
          for (int commit = 0; commit < table.commits(); commit++) {
            writer.commit(table.rows() / table.commits(), new FeatureRows(table, commit));
          }
        });
  }

  /** The directory of a spine, which is made if it is missing. */
  public Path make(SpineTable table) {
    SplittableRandom random = new SplittableRandom(-1);
    long length = (long) (TimeLine.DAYS * TimeLine.DAY * table.recent());
    RowMaker rows =
        (batch, at, row) -> {
          ((BigIntVector) batch.getVector(0)).set(at, row);
          ((BigIntVector) batch.getVector(1))
              .set(at, table.choice().next(random, table.entities()));
          ((TimeStampVector) batch.getVector(2))
              .set(at, TimeLine.END - length + random.nextLong(length));
        };
    return make(
        table.name() + "-" + table.rows(),
        TableSchemas.SPINE,
        writer -> writer.commit(table.rows(), rows));
  }

  private Path make(String name, Schema schema, Consumer<Commits> content) {
    Path table = directory.resolve(name);
    if (Files.exists(table)) {
      return table;
    }
    progress.accept("making " + name);
    Path unfinished = directory.resolve(name + ".unfinished");
    FileTree.delete(unfinished);
    try (BufferAllocator allocator = new RootAllocator();
        DeltaOfflineStore store = new DeltaOfflineStore()) {
      content.accept(new Commits(store, allocator, unfinished, schema));
    }
    try {
      return Files.move(unfinished, table);
    } catch (IOException e) {
      throw new PitwallException(
          ErrorCode.STORE_FAILURE, "the table " + table + " cannot be written", e);
    }
  }

  /** Sets one row of a batch whose vectors have room for it. */
  @FunctionalInterface
  interface RowMaker {
    void set(VectorSchemaRoot batch, int at, long row);
  }

  /** Writes one table, commit by commit. */
  private static final class Commits {
    private final DeltaOfflineStore store;
    private final BufferAllocator allocator;
    private final TableSource target;
    private final Schema schema;
    private WriteRequest.Mode mode = WriteRequest.Mode.CREATE;

    Commits(DeltaOfflineStore store, BufferAllocator allocator, Path table, Schema schema) {
      this.store = store;
      this.allocator = allocator;
      this.target = new TableSource(SourceFormat.DELTA, table.toString(), Map.of());
      this.schema = schema;
    }

    void commit(long rows, RowMaker maker) {
      WriteRequest request = new WriteRequest(target, schema, List.of(), mode);
      mode = WriteRequest.Mode.APPEND;
      try (TableWriter writer = store.write(request, allocator);
          VectorSchemaRoot batch = VectorSchemaRoot.create(schema, allocator)) {
        for (long done = 0; done < rows; done += BATCH_ROWS) {
          int count = (int) Math.min(BATCH_ROWS, rows - done);
          fill(batch, done, count, maker);
          writer.append(batch);
        }
        writer.commit();
      }
    }

    private static void fill(VectorSchemaRoot batch, long first, int count, RowMaker maker) {
      batch.getFieldVectors().forEach(vector -> vector.setInitialCapacity(count));
      batch.allocateNew();
      for (int i = 0; i < count; i++) {
        maker.set(batch, i, first + i);
      }
      batch.setRowCount(count);
    }
  }
}
