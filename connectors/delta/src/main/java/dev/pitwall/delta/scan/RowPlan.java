package dev.pitwall.delta.scan;

import dev.pitwall.delta.parquet.decode.RowRuns;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.filter2.columnindex.RowRanges;

/** The rows of a row group that are to be read, handed out batch by batch. Not thread-safe. */
final class RowPlan {
  private final List<int[]> ranges;
  private final long[] deleted;
  private final long firstRow;
  private int range;
  private int next;
  private int nextDeleted;

  private RowPlan(List<int[]> ranges, long[] deleted, long firstRow) {
    this.ranges = ranges;
    this.deleted = deleted;
    this.firstRow = firstRow;
    this.next = ranges.isEmpty() ? 0 : ranges.get(0)[0];
  }

  /**
   * All rows of ranges except the deleted ones.
   *
   * @param deleted rows of the file, ascending
   * @param firstRow the number in the file of the row group's first row
   */
  static RowPlan of(RowRanges ranges, long[] deleted, long firstRow) {
    List<int[]> list = new ArrayList<>();
    for (RowRanges.Range range : ranges.getRanges()) {
      list.add(new int[] {Math.toIntExact(range.from), Math.toIntExact(range.to) + 1});
    }
    return new RowPlan(list, deleted, firstRow);
  }

  /** Exactly those rows. */
  static RowPlan of(int[] positions) {
    List<int[]> list = new ArrayList<>();
    for (int from = 0; from < positions.length; ) {
      int to = from + 1;
      while (to < positions.length && positions[to] == positions[to - 1] + 1) {
        to++;
      }
      list.add(new int[] {positions[from], positions[to - 1] + 1});
      from = to;
    }
    return new RowPlan(list, new long[0], 0);
  }

  /** Whether there are no rows at all. */
  boolean isEmpty() {
    return ranges.isEmpty();
  }

  /** The ranges, as Parquet's reader wants them. */
  RowRanges toRowRanges() {
    RowRanges.Builder builder = RowRanges.builder();
    ranges.forEach(each -> builder.addSelectedRange(each[0], each[1] - 1L));
    return builder.build();
  }

  /** Fills in the next rows, at most so many; none at the end. */
  void next(RowRuns runs, int limit) {
    runs.clear();
    while (range < ranges.size() && runs.rows() < limit) {
      int end = ranges.get(range)[1];
      if (next == end) {
        range++;
        next = range < ranges.size() ? ranges.get(range)[0] : 0;
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
