package dev.pitwall.spi.offline;

import java.util.Optional;

/**
 * A part of a scan that one thread reads: a row group. Immutable.
 *
 * <p>Splits are numbered in commit order: among rows that tie on every timestamp the one in the
 * split of the higher {@link #ordinal()} was committed later, and within a split the one at the
 * higher row position.
 */
public interface Split {
  /** The split's number among all splits of the snapshot, pruned ones included, from 0. */
  int ordinal();

  /** Rows in the split, deleted ones included, so that row positions lie below it. */
  int rowCount();

  /** The bounds of a column's values; empty when unknown, or when all values are NULL. */
  Optional<ColumnRange> range(String column);

  /** The column by which the rows are stored in ascending order; empty when none is declared. */
  Optional<String> orderedBy();
}
