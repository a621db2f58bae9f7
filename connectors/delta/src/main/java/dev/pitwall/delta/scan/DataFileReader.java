package dev.pitwall.delta.scan;

import dev.pitwall.delta.log.DataFile;
import dev.pitwall.delta.log.TableVersion;
import dev.pitwall.spi.offline.ReadRequest;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.parquet.hadoop.metadata.BlockMetaData;

/** Reads every row of a data file that is not deleted, in order. Not thread-safe. */
public final class DataFileReader implements AutoCloseable {
  private final Footers footers;
  private final ReadRequest request;
  private final BufferAllocator allocator;
  private final Iterator<RowGroupSplit> rowGroups;
  private RowGroupReader reader;

  public DataFileReader(
      Footers footers,
      TableVersion table,
      DataFile file,
      List<String> columns,
      BufferAllocator allocator) {
    this.footers = footers;
    this.request = ReadRequest.all(columns);
    this.allocator = allocator;
    List<BlockMetaData> blocks = footers.get(file).getBlocks();
    this.rowGroups =
        IntStream.range(0, blocks.size())
            .mapToObj(i -> new RowGroupSplit(i, table, file, i, blocks.get(i)))
            .iterator();
  }

  /** The next batch, which is the caller's; null at the end. */
  public VectorSchemaRoot next() {
    while (true) {
      VectorSchemaRoot batch = reader == null ? null : reader.next();
      if (batch != null) {
        return batch;
      }
      close();
      if (!rowGroups.hasNext()) {
        return null;
      }
      reader = new RowGroupReader(footers, rowGroups.next(), request, allocator);
    }
  }

  @Override
  public void close() {
    if (reader != null) {
      reader.close();
      reader = null;
    }
  }
}
