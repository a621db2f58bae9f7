package dev.pitwall.delta.scan;

import dev.pitwall.delta.log.PartitionValues;
import dev.pitwall.delta.log.TableColumn;
import dev.pitwall.delta.parquet.codec.PageArrays;
import dev.pitwall.delta.parquet.decode.ColumnDecoder;
import dev.pitwall.delta.parquet.decode.ColumnDecoders;
import dev.pitwall.delta.parquet.decode.ColumnSource;
import dev.pitwall.delta.parquet.decode.RowRuns;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.offline.BatchReader;
import dev.pitwall.spi.offline.ReadRequest;
import dev.pitwall.spi.offline.RowPositions;
import dev.pitwall.spi.offline.RowSelection;
import dev.pitwall.spi.offline.Split;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.OutOfMemoryException;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.filter2.columnindex.RowRanges;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.schema.MessageType;
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
  private final ReadBytes bytes = new ReadBytes();
  private final PageArrays pageArrays = new PageArrays();
  private final ChunkBuffers.Lease chunkBuffers;
  private ParquetFileReader file;
  private PageReadStore pages;
  private List<ColumnDecoder> decoders;
  private RowPlan plan;
  private RowPositions positions;

  public RowGroupReader(
      Footers footers, Split split, ReadRequest request, BufferAllocator allocator) {
    this.footers = footers;
    this.split = (RowGroupSplit) split;
    this.request = request;
    this.allocator = allocator;
    this.chunkBuffers = footers.chunkBuffers();
    this.columns = request.columns().stream().map(this::column).toList();
  }

  @Override
  public VectorSchemaRoot next() {
    try {
      if (plan == null) {
        open();
      }
      plan.next(runs, BATCH_ROWS);
      return runs.rows() == 0 ? null : batch();
    } catch (OutOfMemoryException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw Footers.unreadable(split.file().path(), e);
    }
  }

  @Override
  public RowPositions positions() {
    return positions;
  }

  @Override
  public long bytesRead() {
    return bytes.total();
  }

  @Override
  public void close() {
    try {
      if (pages != null) {
        pages.close();
        chunkBuffers.end();
      }
      if (file != null) {
        file.close();
      }
    } catch (IOException e) {
      throw Footers.unreadable(split.file().path(), e);
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

  private void open() throws IOException {
    ParquetReadOptions options =
        Footers.options(pageArrays).withAllocator(chunkBuffers).withMetricsCallback(bytes).build();
    file = footers.open(split.file(), options);
    MessageType schema = file.getFooter().getFileMetaData().getSchema();
    plan = plan();
    List<Type> wanted =
        columns.stream()
            .filter(column -> isInFile(column, schema))
            .map(column -> schema.getType(column.physicalName()))
            .distinct()
            .toList();
    if (!wanted.isEmpty() && !plan.isEmpty()) {
      file.setRequestedSchema(new MessageType(schema.getName(), wanted));
      pages = readPages(wanted);
    }
    String createdBy = file.getFooter().getFileMetaData().getCreatedBy();
    ColumnSource source = new ColumnSource(pages, pageArrays, schema, split.block(), createdBy);
    decoders = new ArrayList<>();
    for (TableColumn column : plan.isEmpty() ? List.<TableColumn>of() : columns) {
      decoders.add(decoder(column, source));
    }
  }

  private RowPlan plan() {
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

  private PageReadStore readPages(List<Type> wanted) throws IOException {
    RowRanges rows = plan.toRowRanges();
    boolean indexed =
        split.block().getColumns().stream()
            .filter(
                chunk ->
                    wanted.stream().anyMatch(t -> t.getName().equals(chunk.getPath().toArray()[0])))
            .allMatch(chunk -> chunk.getOffsetIndexReference() != null);
    return indexed && rows.rowCount() < split.block().getRowCount()
        ? file.readFilteredRowGroup(split.index(), rows)
        : file.readRowGroup(split.index());
  }

  private static boolean isInFile(TableColumn column, MessageType schema) {
    return !column.partition() && schema.containsField(column.physicalName());
  }

  private ColumnDecoder decoder(TableColumn column, ColumnSource source) {
    if (isInFile(column, source.schema())) {
      return ColumnDecoders.of(source, column.physicalName(), column.field());
    }
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
