package dev.pitwall.delta.scan;

import dev.pitwall.delta.log.TableColumn;
import dev.pitwall.delta.parquet.codec.PageArrays;
import dev.pitwall.delta.parquet.decode.ColumnSource;
import dev.pitwall.delta.parquet.decode.FileColumns;
import dev.pitwall.spi.offline.ReadRequest;
import dev.pitwall.spi.offline.RowSelection;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.filter2.columnindex.RowRanges;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/** The rows of a row group that are asked for, and the pages that hold them. Not thread-safe. */
final class RowGroupPages implements AutoCloseable {
  private final RowGroupSplit split;
  private final PageArrays arrays = new PageArrays();
  private final ReadBytes bytes = new ReadBytes();
  private final ChunkBuffers.Lease buffers;
  private final ParquetFileReader file;
  private RowPlan plan;
  private PageReadStore pages;

  private RowGroupPages(Footers footers, RowGroupSplit split) throws IOException {
    this.split = split;
    this.buffers = footers.chunkBuffers();
    ParquetReadOptions options =
        Footers.options(arrays).withAllocator(buffers).withMetricsCallback(bytes).build();
    this.file = footers.open(split.file(), options);
  }

  /** Reads them, all at once. */
  static RowGroupPages read(Footers footers, RowGroupSplit split, ReadRequest request)
      throws IOException {
    RowGroupPages read = new RowGroupPages(footers, split);
    try {
      read.read(request);
      return read;
    } catch (IOException | RuntimeException | Error e) {
      read.close();
      throw e;
    }
  }

  private void read(ReadRequest request) throws IOException {
    plan = plan(request);
    List<Type> wanted =
        request.columns().stream()
            .map(split.table()::column)
            .map(this::find)
            .flatMap(Optional::stream)
            .distinct()
            .toList();
    if (!wanted.isEmpty() && !plan.isEmpty()) {
      file.setRequestedSchema(new MessageType(schema().getName(), wanted));
      pages = pages(wanted);
    }
  }

  private RowPlan plan(ReadRequest request) {
    if (request.rows() instanceof RowSelection.Positions wanted) {
      return RowPlan.of(wanted.positions());
    }
    if (!new Pruning(split::range).mayMatch(request.filter())) {
      return RowPlan.of(new int[0]);
    }
    RowRanges rows =
        new PageFilter(split.table(), split.block(), request.filter()).rows(file, split.index());
    long firstRow = split.block().getRowIndexOffset();
    return RowPlan.of(rows, split.file().deletions().rows(), firstRow);
  }

  private PageReadStore pages(List<Type> wanted) throws IOException {
    RowRanges rows = plan.toRowRanges();
    boolean indexed =
        split.block().getColumns().stream()
            .filter(chunk -> wanted.stream().anyMatch(type -> type.getName().equals(name(chunk))))
            .allMatch(chunk -> chunk.getOffsetIndexReference() != null);
    return indexed && rows.rowCount() < split.block().getRowCount()
        ? file.readFilteredRowGroup(split.index(), rows)
        : file.readRowGroup(split.index());
  }

  private static String name(ColumnChunkMetaData chunk) {
    return chunk.getPath().toArray()[0];
  }

  /** The bytes of columns in a row group, as they are stored. */
  static long storedBytes(RowGroupSplit split, List<TableColumn> columns) {
    return split.block().getColumns().stream()
        .filter(chunk -> columns.stream().anyMatch(c -> c.physicalName().equals(name(chunk))))
        .mapToLong(ColumnChunkMetaData::getTotalSize)
        .sum();
  }

  /** A column of the table in the file; empty where it is not there, and so is constant. */
  Optional<Type> find(TableColumn column) {
    return column.partition() ? Optional.empty() : FileColumns.find(schema(), column.stored());
  }

  /** The rows. */
  RowPlan plan() {
    return plan;
  }

  /** What the columns that are in the file are decoded from. */
  ColumnSource source() {
    String createdBy = file.getFooter().getFileMetaData().getCreatedBy();
    return new ColumnSource(pages, arrays, schema(), split.block(), createdBy);
  }

  private MessageType schema() {
    return file.getFooter().getFileMetaData().getSchema();
  }

  /** Bytes read, as they are stored. */
  long bytesRead() {
    return bytes.total();
  }

  @Override
  public void close() {
    try {
      if (pages != null) { // or else something may yet be written into the buffers
        pages.close();
        buffers.end();
      }
      file.close();
    } catch (IOException e) {
      throw Footers.unreadable(split.file().path(), e);
    }
  }
}
