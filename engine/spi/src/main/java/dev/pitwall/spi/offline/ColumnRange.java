package dev.pitwall.spi.offline;

import java.util.Objects;

/**
 * Bounds of a column's values within a split. The bounds need not be reached by any row, but no row
 * lies outside.
 *
 * @param minimum not null; represented as {@link dev.pitwall.spi.predicate.Predicate} says
 * @param maximum not null
 */
public record ColumnRange(Object minimum, Object maximum) {
  public ColumnRange {
    Objects.requireNonNull(minimum, "minimum");
    Objects.requireNonNull(maximum, "maximum");
  }
}
