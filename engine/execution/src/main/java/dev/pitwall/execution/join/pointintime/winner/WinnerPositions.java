package dev.pitwall.execution.join.pointintime.winner;

/** The positions of the rows of one split that won some slot. */
interface WinnerPositions {
  /** Notes a position; may be given more than once. Not after {@link #seal()}. */
  void add(int position);

  /** All positions noted, ascending, each once. */
  int[] seal();

  /** How many noted positions are lower than one that was noted; after {@link #seal()}. */
  int rank(int position);

  /** A suitable way to keep so many winners of a split. */
  static WinnerPositions of(int winners, int rowCount) {
    boolean dense = rowCount / Long.SIZE <= winners;
    return dense ? new DenseWinnerPositions(rowCount) : new SparseWinnerPositions(winners);
  }
}
