package dev.pitwall.delta.scan;

import dev.pitwall.delta.log.PartitionValues;
import dev.pitwall.delta.log.TableColumn;
import dev.pitwall.delta.parquet.decode.ColumnDecoder;
import dev.pitwall.delta.parquet.decode.ColumnDecoders;
import dev.pitwall.delta.parquet.decode.ColumnSource;
import dev.pitwall.delta.parquet.decode.FileColumns;
import dev.pitwall.delta.parquet.decode.RowRuns;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.offline.BatchReader;
import dev.pitwall.spi.offline.ReadRequest;
import dev.pitwall.spi.offline.RowPositions;
import dev.pitwall.spi.offline.Split;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.OutOfMemoryException;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.parquet.schema.Type;

/** Reads the rows of one row group. */
public final class RowGroupReader implements BatchReader {
  private static final int BATCH_ROWS = 32_768;

  private final RowGroupSplit split;
  private final ReadRequest request;
  private final BufferAllocator allocator;
  private final Footers footers;
  private final List<TableColumn> columns;
  private final RowRuns runs = new RowRuns();
  private PagesAhead ahead;
  private RowGroupPages pages;
  private List<ColumnDecoder> decoders;
  private RowPositions positions;

  public RowGroupReader(
      Footers footers, Split split, ReadRequest request, BufferAllocator allocator) {
    this.footers = footers;
    this.split = (RowGroupSplit) split;
    this.request = request;
    this.allocator = allocator;
    this.columns = request.columns().stream().map(this::column).toList();
  }

  @Override
  public CompletableFuture<Void> prefetch() {
    if (footers.isRemote(split.file())) {
      long bytes = RowGroupPages.storedBytes(split, columns);
      ahead = PagesAhead.begin(allocator, bytes, this::read, footers.threads()).orElse(null);
    }
    return ahead == null ? CompletableFuture.completedFuture(null) : ahead.done();
  }

  private RowGroupPages read() throws IOException {
    return RowGroupPages.read(footers, split, request);
  }

  @Override
  public VectorSchemaRoot next() {
    try {
      if (pages == null) {
        open();
      }
      pages.plan().next(runs, BATCH_ROWS);
      return runs.rows() == 0 ? null : batch();
    } catch (OutOfMemoryException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw Footers.unreadable(split.file().path(), e);
    }
  }

  private void open() throws IOException {
    if (ahead == null) {
      pages = read();
    } else {
      PagesAhead taken = ahead;
      ahead = null;
      pages = taken.take();
    }
    ColumnSource source = pages.source();
    decoders = new ArrayList<>();
    for (TableColumn column : pages.plan().isEmpty() ? List.<TableColumn>of() : columns) {
      decoders.add(decoder(column, source));
    }
  }

  @Override
  public RowPositions positions() {
    return positions;
  }

  @Override
  public long bytesRead() {
    return pages == null ? 0 : pages.bytesRead();
  }

  @Override
  public void close() {
    if (ahead != null) {
      ahead.close();
      ahead = null;
    }
    if (pages != null) {
      pages.close();
      pages = null;
    }
  }

  private TableColumn column(String name) {
    TableColumn column = split.table().column(name);
    if (column == null) {
      throw new PitwallException(
          ErrorCode.COLUMN_NOT_FOUND,
          "there is no column '" + name + "' in '" + split.table().source().location() + "'");
    }
    return column;
  }

  private ColumnDecoder decoder(TableColumn column, ColumnSource source) {
    return pages
        .find(column)
        .map(type -> decoder(column, type, source))
        .orElseGet(() -> constant(column));
  }

  private ColumnDecoder decoder(TableColumn column, Type type, ColumnSource source) {
    if (!FileColumns.isReadable(type, column.stored())) {
      throw new PitwallException(
          ErrorCode.TYPE_MISMATCH,
          "the data file %s has column %s as %s, which is not read as %s; write the file again with the type of its table"
              .formatted(
                  split.file().path(),
                  column.name(),
                  type.toString().replaceAll("\\s+", " "),
                  column.field().getType()));
    }
    return ColumnDecoders.of(source, type, column.field(), column.stored());
  }

  private ColumnDecoder constant(TableColumn column) {
    Object value =
        column.partition()
            ? PartitionValues.parse(
                column.field(), split.file().partition().get(column.physicalName()))
            : null;
    return new ConstantDecoder(column.field(), value);
  }

  private VectorSchemaRoot batch() {
    List<FieldVector> vectors = new ArrayList<>(decoders.size());
    try {
      for (ColumnDecoder decoder : decoders) {
        vectors.add(decoder.decode(runs, allocator));
      }
    } catch (RuntimeException e) {
      vectors.forEach(FieldVector::close);
      throw e;
    }
    positions =
        runs.size() == 1
            ? new RowPositions.Consecutive(runs.first(0))
            : new RowPositions.Listed(runs.positions());
    List<Field> fields = columns.stream().map(TableColumn::field).toList();
    return new VectorSchemaRoot(fields, vectors, runs.rows());
  }
}
