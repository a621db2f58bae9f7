package dev.pitwall.execution.join;

import dev.pitwall.execution.vector.Batches;

/** Pairs of a left and a right row, a batch of them at most. */
final class JoinPairs {
  private final long[] left = new long[Batches.MAX_ROWS];
  private final long[] right = new long[Batches.MAX_ROWS];
  private final int[] rightRows = new int[Batches.MAX_ROWS];
  private int count;

  void clear() {
    count = 0;
  }

  void add(int leftRow, int rightRow, long rightAddress) {
    left[count] = leftRow;
    right[count] = rightAddress;
    rightRows[count++] = rightRow;
  }

  /** Keeps the pairs at some indexes, given in ascending order. */
  void keep(int[] selected, int selectedCount) {
    for (int i = 0; i < selectedCount; i++) {
      left[i] = left[selected[i]];
      right[i] = right[selected[i]];
      rightRows[i] = rightRows[selected[i]];
    }
    count = selectedCount;
  }

  int count() {
    return count;
  }

  /** The addresses of the left rows in their batch. */
  long[] left() {
    return left;
  }

  /** The addresses of the right rows. */
  long[] right() {
    return right;
  }

  /** The number of a pair's right row over all batches. */
  int rightRow(int index) {
    return rightRows[index];
  }
}
