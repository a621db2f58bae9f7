package dev.pitwall.delta.scan;

import dev.pitwall.delta.log.DataFile;
import dev.pitwall.delta.log.TableVersion;
import dev.pitwall.spi.offline.ReadRequest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;

/**
 * Reads every row of data files that is not deleted, file by file, in order. Of a bucket the row
 * groups that come next are fetched meanwhile. Not thread-safe.
 */
public final class DataFileReader implements AutoCloseable {
  private static final int AHEAD = 8;

  private final Footers footers;
  private final TableVersion table;
  private final ReadRequest request;
  private final BufferAllocator allocator;
  private final Runnable checkpoint;
  private final Iterator<RowGroupSplit> rowGroups;
  private final Deque<OpenRowGroup> opened = new ArrayDeque<>();
  private DataFile skipped;

  /**
   * Prepares.
   *
   * @param checkpoint passed before each batch; may throw
   */
  public DataFileReader(
      Footers footers,
      TableVersion table,
      List<DataFile> files,
      List<String> columns,
      BufferAllocator allocator,
      Runnable checkpoint) {
    this.footers = footers;
    this.table = table;
    this.request = ReadRequest.all(columns);
    this.allocator = allocator;
    this.checkpoint = checkpoint;
    Iterator<ParquetMetadata> each = footers.of(files);
    this.rowGroups =
        files.stream().flatMap(file -> rowGroups(file, each.next().getBlocks())).iterator();
  }

  private Stream<RowGroupSplit> rowGroups(DataFile file, List<BlockMetaData> blocks) {
    return IntStream.range(0, blocks.size())
        .mapToObj(i -> new RowGroupSplit(i, table, file, i, blocks.get(i)));
  }

  /** The next batch, which is the caller's; null at the end. */
  public VectorSchemaRoot next() {
    checkpoint.run();
    for (open(); !opened.isEmpty(); open()) {
      VectorSchemaRoot batch = opened.element().reader().next();
      if (batch != null) {
        return batch;
      }
      opened.remove().reader().close();
    }
    return null;
  }

  private void open() {
    while (opened.size() <= AHEAD && rowGroups.hasNext()) {
      RowGroupSplit rowGroup = rowGroups.next();
      if (!rowGroup.file().equals(skipped)) {
        RowGroupReader reader = new RowGroupReader(footers, rowGroup, request, allocator);
        opened.add(new OpenRowGroup(rowGroup.file(), reader));
        reader.prefetch();
      }
    }
  }

  /** The file that the last batch is of. */
  public DataFile file() {
    return opened.element().file();
  }

  /** Reads no more of the file that the last batch is of. */
  public void skipFile() {
    skipped = file();
    while (!opened.isEmpty() && file().equals(skipped)) {
      opened.remove().reader().close();
    }
  }

  @Override
  public void close() {
    opened.forEach(rowGroup -> rowGroup.reader().close());
    opened.clear();
  }

  private record OpenRowGroup(DataFile file, RowGroupReader reader) {}
}
