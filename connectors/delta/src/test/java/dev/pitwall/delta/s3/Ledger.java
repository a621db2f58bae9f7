package dev.pitwall.delta.s3;

import dev.pitwall.delta.commit.AddedFile;
import dev.pitwall.delta.commit.DeltaCommitter;
import dev.pitwall.delta.commit.StandaloneCommitter;
import dev.pitwall.delta.commit.TableMetadata;
import dev.pitwall.delta.commit.TransactionId;
import dev.pitwall.delta.parquet.write.ParquetFileSink;
import dev.pitwall.delta.storage.LakeFiles;
import dev.pitwall.testkit.batch.Batches;
import dev.pitwall.testkit.batch.Fields;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/** A table of who wrote what, to which each commit adds a file of one row. */
final class Ledger {
  private static final Schema SCHEMA =
      Fields.schema(Fields.of("writer", Fields.VARCHAR), Fields.of("n", Fields.BIGINT));

  private final LakeFiles files;
  private final DeltaCommitter committer;
  private final Path table;
  private final BufferAllocator allocator;

  Ledger(LakeFiles files, String location, BufferAllocator allocator) {
    this.files = files;
    this.committer = new StandaloneCommitter(files);
    this.table = files.resolve(location);
    this.allocator = allocator;
  }

  long create() {
    return committer.create(table, new TableMetadata(SCHEMA, List.of(), Map.of()), List.of());
  }

  /** Adds a row, whether or not it was added before. */
  long add(String writer, long n) {
    return committer.append(table, List.of(file(writer, n)));
  }

  /** Adds a row if it was not added before. */
  OptionalLong addOnce(String writer, long n) {
    return committer.append(table, List.of(file(writer, n)), new TransactionId(writer, n));
  }

  private AddedFile file(String writer, long n) {
    String name = "part-" + UUID.randomUUID() + ".snappy.parquet";
    Path path = new Path(table, name);
    try (VectorSchemaRoot row = Batches.of(allocator, SCHEMA, List.of(List.of(writer, n)));
        ParquetFileSink sink = new ParquetFileSink(files.create(path), SCHEMA.getFields())) {
      sink.append(row.getFieldVectors(), new int[] {0});
      sink.finish();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    FileStatus status = files.status(path);
    return new AddedFile(
        name,
        Map.of(),
        status.getLen(),
        status.getModificationTime(),
        "{\"numRecords\":1}",
        Map.of());
  }
}
