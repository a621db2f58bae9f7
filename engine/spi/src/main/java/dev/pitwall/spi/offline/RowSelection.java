package dev.pitwall.spi.offline;

/** Which rows of a split are read. */
public sealed interface RowSelection {

  /** Every row that the scan's predicates and the dynamic filter leave. */
  record All() implements RowSelection {}

  /**
   * Exactly these rows, whatever was pushed into the scan.
   *
   * @param positions row positions within the split, strictly ascending
   */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody, copied by nobody: a hot path
  record Positions(int[] positions) implements RowSelection {}
}
