package dev.pitwall.delta.parquet.decode;

import java.util.Arrays;

/** Ascending runs of consecutive rows: what one batch is made of. Mutable, to be reused. */
public final class RowRuns {
  private int[] firsts = new int[16];
  private int[] lengths = new int[16];
  private int size;
  private int rows;

  /** Forgets all runs. */
  public void clear() {
    size = 0;
    rows = 0;
  }

  /** Adds rows behind those added before; joins the last run if there is no gap. */
  public void add(int first, int length) {
    rows += length;
    if (size > 0 && firsts[size - 1] + lengths[size - 1] == first) {
      lengths[size - 1] += length;
      return;
    }
    if (size == firsts.length) {
      firsts = Arrays.copyOf(firsts, 2 * size);
      lengths = Arrays.copyOf(lengths, 2 * size);
    }
    firsts[size] = first;
    lengths[size++] = length;
  }

  /** The number of runs. */
  public int size() {
    return size;
  }

  /** The first row of a run. */
  public int first(int run) {
    return firsts[run];
  }

  /** The number of rows of a run. */
  public int length(int run) {
    return lengths[run];
  }

  /** The number of rows of all runs. */
  public int rows() {
    return rows;
  }

  /** Every row of every run, in order. */
  public int[] positions() {
    int[] positions = new int[rows];
    int next = 0;
    for (int run = 0; run < size; run++) {
      for (int i = 0; i < lengths[run]; i++) {
        positions[next++] = firsts[run] + i;
      }
    }
    return positions;
  }
}
