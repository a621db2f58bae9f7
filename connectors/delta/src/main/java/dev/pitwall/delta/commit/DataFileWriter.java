package dev.pitwall.delta.commit;

import dev.pitwall.delta.log.TableColumn;
import dev.pitwall.delta.parquet.write.ParquetFileSink;
import dev.pitwall.delta.storage.LakeFiles;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes a data file of a table, which no commit knows of yet. Not thread-safe. */
public final class DataFileWriter {
  private static final Logger LOG = LoggerFactory.getLogger(DataFileWriter.class);

  private final LakeFiles files;
  private final String name = "part-" + UUID.randomUUID() + ".snappy.parquet";
  private final Path path;
  private final List<Field> columns;
  private final ParquetFileSink sink;

  /**
   * Makes the file.
   *
   * @param columns those that are in the file, which are not the table's partition columns
   */
  public DataFileWriter(LakeFiles files, Path table, List<Field> columns) throws IOException {
    this.files = files;
    this.path = new Path(table, name);
    this.columns = List.copyOf(columns);
    this.sink = new ParquetFileSink(files.create(path), columns);
  }

  /** Writes those rows of the vectors, one vector for each column. */
  public void append(List<FieldVector> vectors, int[] rows) throws IOException {
    sink.append(vectors, rows);
  }

  /** The size of the file so far, in bytes, roughly. */
  public long size() {
    return sink.size();
  }

  /**
   * Finishes the file.
   *
   * @param partition the text of each partition value, null for NULL
   * @param tags what else the log shall say of it
   */
  public AddedFile finish(Map<String, String> partition, Map<String, String> tags)
      throws IOException {
    ParquetMetadata footer = sink.finish();
    FileStatus status = files.status(path);
    List<TableColumn> written = columns.stream().map(TableColumn::stored).toList();
    return new AddedFile(
        name,
        partition,
        status.getLen(),
        status.getModificationTime(),
        StatisticsJson.of(footer, written),
        tags);
  }

  /**
   * Removes the file, finished or not. Where that fails it stays for VACUUM, as nobody names it;
   * what went wrong before is what matters.
   */
  public void discard() {
    attempt(sink::close);
    attempt(() -> files.delete(path));
  }

  private void attempt(Step step) {
    try {
      step.run();
    } catch (IOException | RuntimeException e) {
      LOG.debug("cannot discard {}", path, e);
    }
  }

  @FunctionalInterface
  private interface Step {
    void run() throws IOException;
  }
}
