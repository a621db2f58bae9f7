package dev.pitwall.delta.order;

import java.util.Arrays;
import java.util.List;

/**
 * Rows along a Z-order curve: the bits of their places in each column, taken in turn, are their
 * place on the curve (Morton 1966). Equal rows have one place, and stay in their order.
 */
public final class CurveRows implements OrderedRows {
  private static final int CURVE_BITS = 32;
  private static final int COLUMN_BITS = 12;

  /** The place on the curve, above the number of the row. */
  private final long[] rows;

  public CurveRows(List<SortColumn> columns, int size) {
    this.rows = new long[size];
    int bits = Math.min(COLUMN_BITS, CURVE_BITS / columns.size());
    int[][] shares = columns.stream().map(column -> column.shares(bits)).toArray(int[][]::new);
    Arrays.setAll(rows, row -> place(shares, row, bits) << (Integer.SIZE - 1) | row);
    Arrays.parallelSort(rows);
  }

  private static long place(int[][] shares, int row, int bits) {
    long place = 0;
    for (int bit = bits - 1; bit >= 0; bit--) {
      for (int[] column : shares) {
        place = place << 1 | (column[row] >> bit & 1);
      }
    }
    return place;
  }

  @Override
  public int size() {
    return rows.length;
  }

  @Override
  public int row(int place) {
    return (int) (rows[place] & Integer.MAX_VALUE);
  }

  @Override
  public boolean differsFromBefore(int place) {
    return rows[place - 1] >>> (Integer.SIZE - 1) != rows[place] >>> (Integer.SIZE - 1);
  }
}
