package dev.pitwall.testkit.store;

import dev.pitwall.spi.offline.BatchReader;
import dev.pitwall.spi.offline.ReadRequest;
import dev.pitwall.spi.offline.RowPositions;
import dev.pitwall.spi.offline.RowSelection;
import dev.pitwall.spi.predicate.DynamicFilter;
import dev.pitwall.testkit.batch.Batches;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;

/** Reads the rows of one split. */
final class MemoryBatchReader implements BatchReader {
  private static final int CELL_BYTES = 8;
  private static final int BATCH_ROWS = 1_000;

  private final MemoryScan scan;
  private final RowPredicate exactly;
  private final MemorySplit split;
  private final ReadRequest request;
  private final IntSupplier batchSizes;
  private final BufferAllocator allocator;
  private final List<String> names;
  private final int[] candidates;
  private int cursor;
  private int[] positions = {};

  MemoryBatchReader(
      MemoryScan scan,
      MemorySplit split,
      ReadRequest request,
      IntSupplier batchSizes,
      BufferAllocator allocator) {
    this.scan = scan;
    this.exactly = scan.exactly();
    this.split = split;
    this.request = request;
    this.batchSizes = batchSizes;
    this.allocator = allocator;
    this.names = Batches.names(scan.snapshot().schema());
    this.candidates =
        request.rows() instanceof RowSelection.Positions chosen
            ? chosen.positions()
            : IntStream.range(0, split.rowCount()).toArray();
  }

  /** Reads rows that are no table's. */
  static MemoryBatchReader ofRows(
      Schema schema, List<List<Object>> rows, BufferAllocator allocator) {
    MemorySplit split = new MemorySplit(0, schema, rows, new BitSet());
    MemorySnapshot snapshot =
        new MemorySnapshot(MemoryOfflineStore.source("rows"), schema, 0, 0, List.of(split));
    return new MemoryBatchReader(
        new MemoryScan(snapshot, List.of(), List.of()),
        split,
        ReadRequest.all(Batches.names(schema)),
        () -> BATCH_ROWS,
        allocator);
  }

  @Override
  public VectorSchemaRoot next() {
    positions = nextPositions();
    if (positions.length == 0) {
      return null;
    }
    List<Integer> columns = request.columns().stream().map(names::indexOf).toList();
    Schema schema =
        new Schema(columns.stream().map(scan.snapshot().schema().getFields()::get).toList());
    return Batches.of(
        allocator,
        schema,
        Arrays.stream(positions).mapToObj(p -> project(split.row(p), columns)).toList());
  }

  private int[] nextPositions() {
    int size = batchSizes.getAsInt();
    List<Integer> kept = new ArrayList<>();
    while (cursor < candidates.length && kept.size() < size) {
      int position = candidates[cursor++];
      if (isWanted(position)) {
        kept.add(position);
      }
    }
    return kept.stream().mapToInt(Integer::intValue).toArray();
  }

  private boolean isWanted(int position) {
    return request.rows() instanceof RowSelection.Positions
        || (!split.isDeleted(position)
            && exactly.keeps(split.row(position))
            && isWithin(request.filter(), split.row(position)));
  }

  private boolean isWithin(DynamicFilter filter, List<Object> row) {
    return isWithin(filter.timeColumn(), filter.timeRange()::overlaps, row)
        && filter.keys().stream().allMatch(keys -> isWithin(keys.column(), keys::overlaps, row));
  }

  private boolean isWithin(String column, BiPredicate<Long, Long> overlaps, List<Object> row) {
    int index = names.indexOf(column);
    return index < 0 || (row.get(index) instanceof Long value && overlaps.test(value, value));
  }

  private static List<Object> project(List<Object> row, List<Integer> columns) {
    List<Object> projected = new ArrayList<>();
    columns.forEach(column -> projected.add(row.get(column)));
    return Collections.unmodifiableList(projected);
  }

  @Override
  public RowPositions positions() {
    boolean consecutive = positions[positions.length - 1] - positions[0] == positions.length - 1;
    return consecutive
        ? new RowPositions.Consecutive(positions[0])
        : new RowPositions.Listed(positions);
  }

  @Override
  public long bytesRead() {
    return (long) CELL_BYTES * cursor * request.columns().size();
  }

  @Override
  public void close() {
    cursor = candidates.length;
  }
}
