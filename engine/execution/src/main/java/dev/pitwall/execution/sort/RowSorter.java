package dev.pitwall.execution.sort;

import dev.pitwall.execution.task.CancellationToken;

/** A stable merge sort of row numbers. */
public final class RowSorter {
  private static final int INSERTION_LENGTH = 8;

  /** Merges of so many rows ask whether to go on. */
  private static final int CHECKED_LENGTH = 32_768;

  private final RowOrder order;
  private final CancellationToken token;

  private RowSorter(RowOrder order, CancellationToken token) {
    this.order = order;
    this.token = token;
  }

  /** The numbers from 0 up to a count, in order. */
  public static int[] sorted(int count, RowOrder order, CancellationToken token) {
    int[] rows = new int[count];
    for (int i = 0; i < count; i++) {
      rows[i] = i;
    }
    new RowSorter(order, token).sort(rows.clone(), rows, 0, count);
    return rows;
  }

  /** Sorts a range into the target; both arrays hold the same rows there at first. */
  private void sort(int[] source, int[] target, int from, int to) {
    if (to - from <= INSERTION_LENGTH) {
      insertionSort(target, from, to);
      return;
    }
    int middle = (from + to) >>> 1;
    sort(target, source, from, middle);
    sort(target, source, middle, to);
    if (to - from >= CHECKED_LENGTH) {
      token.check();
    }
    merge(source, target, from, middle, to);
  }

  private void insertionSort(int[] rows, int from, int to) {
    for (int i = from + 1; i < to; i++) {
      int row = rows[i];
      int place = i;
      while (place > from && order.compare(rows[place - 1], row) > 0) {
        rows[place] = rows[--place];
      }
      rows[place] = row;
    }
  }

  private void merge(int[] source, int[] target, int from, int middle, int to) {
    if (order.compare(source[middle - 1], source[middle]) <= 0) {
      System.arraycopy(source, from, target, from, to - from);
      return;
    }
    int left = from;
    int right = middle;
    for (int i = from; i < to; i++) {
      boolean takeLeft =
          right >= to || (left < middle && order.compare(source[left], source[right]) <= 0);
      target[i] = takeLeft ? source[left++] : source[right++];
    }
  }
}
