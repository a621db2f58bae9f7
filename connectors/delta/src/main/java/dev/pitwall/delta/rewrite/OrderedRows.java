package dev.pitwall.delta.rewrite;

/** The rows of some batches, numbered through, in an order. */
interface OrderedRows {
  int size();

  /** The number of a row by its place in the order. */
  int row(int place);

  /** Whether the row of a place differs from that of the place before in what the order is by. */
  boolean differsFromBefore(int place);
}
