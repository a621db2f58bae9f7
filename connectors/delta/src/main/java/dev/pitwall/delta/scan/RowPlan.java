package dev.pitwall.delta.scan;

import dev.pitwall.delta.parquet.decode.RowRuns;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.parquet.filter2.columnindex.RowRanges;

/** The rows of a row group that are to be read, handed out batch by batch. Not thread-safe. */
final class RowPlan {
  /** Pages mostly have more rows: leaving out fewer saves nothing. */
  private static final int SMALL_GAP = 1024;

  private final int[] bounds; // of each range the first row, and one more than the last
  private final long[] deleted;
  private final long firstRow;
  private int range; // where its bounds are
  private int next;
  private int nextDeleted;

  private RowPlan(int[] bounds, long[] deleted, long firstRow) {
    this.bounds = bounds;
    this.deleted = deleted;
    this.firstRow = firstRow;
    this.next = bounds.length == 0 ? 0 : bounds[0];
  }

  /**
   * All rows of ranges except the deleted ones.
   *
   * @param deleted rows of the file, ascending
   * @param firstRow the number in the file of the row group's first row
   */
  static RowPlan of(RowRanges ranges, long[] deleted, long firstRow) {
    IntStream bounds =
        ranges.getRanges().stream()
            .flatMapToInt(r -> IntStream.of(Math.toIntExact(r.from), Math.toIntExact(r.to) + 1));
    return new RowPlan(bounds.toArray(), deleted, firstRow);
  }

  /** Exactly those rows. */
  static RowPlan of(int[] positions) {
    int[] bounds = new int[2 * positions.length];
    int size = 0;
    for (int position : positions) {
      if (size == 0 || bounds[size - 1] != position) {
        bounds[size] = position;
        size += 2;
      }
      bounds[size - 1] = position + 1;
    }
    return new RowPlan(Arrays.copyOf(bounds, size), new long[0], 0);
  }

  /** Whether there are no rows at all. */
  boolean isEmpty() {
    return bounds.length == 0;
  }

  /** The ranges and the small gaps between them, as Parquet's reader wants them. */
  RowRanges toRowRanges() {
    RowRanges.Builder builder = RowRanges.builder();
    for (int from = 0; from < bounds.length; ) {
      int to = from + 2;
      while (to < bounds.length && bounds[to] - bounds[to - 1] < SMALL_GAP) {
        to += 2;
      }
      builder.addSelectedRange(bounds[from], bounds[to - 1] - 1L);
      from = to;
    }
    return builder.build();
  }

  /** Fills in the next rows, at most so many; none at the end. */
  void next(RowRuns runs, int limit) {
    runs.clear();
    while (range < bounds.length && runs.rows() < limit) {
      int end = bounds[range + 1];
      if (next == end) {
        range += 2;
        next = range < bounds.length ? bounds[range] : 0;
      } else if (nextDeleted() == next) {
        next++;
      } else {
        int to = (int) Math.min(Math.min(end, nextDeleted()), (long) next + limit - runs.rows());
        runs.add(next, to - next);
        next = to;
      }
    }
  }

  /** The first deleted row of the row group from here on. */
  private long nextDeleted() {
    while (nextDeleted < deleted.length && deleted[nextDeleted] - firstRow < next) {
      nextDeleted++;
    }
    return nextDeleted < deleted.length ? deleted[nextDeleted] - firstRow : Long.MAX_VALUE;
  }
}
