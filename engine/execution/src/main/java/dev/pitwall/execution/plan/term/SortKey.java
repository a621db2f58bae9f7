package dev.pitwall.execution.plan.term;

/** One column of an ordering; DOUBLE orders as Java does: -0.0 before 0.0, NaN last. */
public record SortKey(int column, Direction direction, Nulls nulls) {

  /** Whether small values or large ones come first. */
  public enum Direction {
    ASCENDING,
    DESCENDING
  }

  /** Where NULLs go, whatever the direction. */
  public enum Nulls {
    FIRST,
    LAST
  }
}
