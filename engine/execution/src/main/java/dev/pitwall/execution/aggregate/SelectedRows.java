package dev.pitwall.execution.aggregate;

import dev.pitwall.execution.vector.DoubleColumn;
import dev.pitwall.execution.vector.LongColumn;
import dev.pitwall.execution.vector.SortableColumn;
import org.apache.arrow.memory.util.MemoryUtil;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.NullVector;

/** Some rows of a batch, in ascending order, and their groups. Reused from batch to batch. */
final class SelectedRows {
  private int[] rows = {}; // unless all rows are selected
  private int count;
  private boolean all;
  private int[] groups; // null when all rows are of group 0
  private long[] longs = {};
  private double[] doubles = {};

  /**
   * Selects all rows of a batch.
   *
   * @param groupOfRow of each row; null when there are no groups but the one of all rows
   */
  void all(int rowCount, int[] groupOfRow) {
    count = rowCount;
    all = true;
    groups = groupOfRow;
  }

  int count() {
    return count;
  }

  /** The number of the row at an index. */
  int row(int index) {
    return all ? index : rows[index];
  }

  /** The group of the row at an index. */
  int group(int index) {
    return groups == null ? 0 : groups[row(index)];
  }

  /** Whether all rows are of group 0, whatever the batch. */
  boolean isOneGroup() {
    return groups == null;
  }

  /**
   * The values of the selected rows of a column without a NULL among them, as {@link LongColumn}
   * reads them.
   *
   * @return at least as long as the selection; good until the next call
   */
  long[] longs(FieldVector vector) {
    makeRoom(vector.getValueCount());
    LongColumn.read(vector, vector.getValueCount(), longs);
    return compacted();
  }

  /** The same, as {@link SortableColumn} reads them. */
  long[] sortables(FieldVector vector) {
    makeRoom(vector.getValueCount());
    SortableColumn.read(vector, vector.getValueCount(), longs);
    return compacted();
  }

  private void makeRoom(int rowCount) {
    if (longs.length < rowCount) {
      longs = new long[rowCount];
    }
  }

  private long[] compacted() {
    for (int i = 0; !all && i < count; i++) {
      longs[i] = longs[rows[i]];
    }
    return longs;
  }

  /** The same of a column of floating-point numbers, as they are. */
  double[] doubles(FieldVector vector) {
    int rowCount = vector.getValueCount();
    if (doubles.length < rowCount) {
      doubles = new double[rowCount];
    }
    DoubleColumn.read(vector, rowCount, doubles);
    for (int i = 0; !all && i < count; i++) {
      doubles[i] = doubles[rows[i]];
    }
    return doubles;
  }

  /** Keeps the rows where a Boolean is true. */
  void whereTrue(BitVector condition) {
    keep(row -> !condition.isNull(row) && condition.get(row) == 1);
  }

  void whereNotNull(FieldVector vector) {
    if (vector instanceof NullVector) {
      count = 0;
    } else if (vector.getNullCount() > 0) {
      keepSet(vector.getValidityBufferAddress());
    }
  }

  /** Keeps the rows whose bits are set; without a branch on the data, as many a column has many. */
  private void keepSet(long bits) {
    listRows();
    int kept = 0;
    for (int i = 0; i < count; i++) {
      int row = rows[i];
      rows[kept] = row;
      kept += MemoryUtil.getByte(bits + (row >> 3)) >> (row & 7) & 1;
    }
    count = kept;
  }

  /** Keeps some rows, asked in ascending order. */
  void keep(RowTest test) {
    listRows();
    int kept = 0;
    for (int i = 0; i < count; i++) {
      if (test.test(rows[i])) {
        rows[kept++] = rows[i];
      }
    }
    count = kept;
  }

  private void listRows() {
    if (!all) {
      return;
    }
    if (rows.length < count) {
      rows = new int[count];
    }
    for (int i = 0; i < count; i++) {
      rows[i] = i;
    }
    all = false;
  }

  /** Whether a row is kept. */
  @FunctionalInterface
  interface RowTest {
    boolean test(int row);
  }
}
