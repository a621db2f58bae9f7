package dev.pitwall.delta.order;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Rows sorted by one column after the other; those that are equal stay in their order. */
public final class SortedRows implements OrderedRows {
  private final List<SortColumn> columns;
  private final Integer[] rows;

  public SortedRows(List<SortColumn> columns, int size) {
    this.columns = columns;
    this.rows = IntStream.range(0, size).boxed().toArray(Integer[]::new);
    Comparator<Integer> order = this::compare;
    Arrays.sort(rows, order);
  }

  private int compare(int left, int right) {
    for (SortColumn column : columns) {
      int order = column.compare(left, right);
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  @Override
  public int size() {
    return rows.length;
  }

  @Override
  public int row(int place) {
    return rows[place];
  }

  @Override
  public boolean differsFromBefore(int place) {
    return compare(rows[place - 1], rows[place]) != 0;
  }
}
