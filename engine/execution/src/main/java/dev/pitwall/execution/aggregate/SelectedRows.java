package dev.pitwall.execution.aggregate;

import org.apache.arrow.memory.util.MemoryUtil;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.NullVector;

/** Ascending numbers of some rows of a batch. Reused from batch to batch. */
final class SelectedRows {
  private int[] rows = {};
  private int count;

  /** Selects all rows of a batch. */
  void all(int rowCount) {
    if (rows.length < rowCount) {
      rows = new int[rowCount];
    }
    for (int i = 0; i < rowCount; i++) {
      rows[i] = i;
    }
    count = rowCount;
  }

  int count() {
    return count;
  }

  /** The number of the row at an index. */
  int row(int index) {
    return rows[index];
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
    int kept = 0;
    for (int i = 0; i < count; i++) {
      if (test.test(rows[i])) {
        rows[kept++] = rows[i];
      }
    }
    count = kept;
  }

  /** Whether a row is kept. */
  @FunctionalInterface
  interface RowTest {
    boolean test(int row);
  }
}
