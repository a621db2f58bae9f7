package dev.pitwall.execution.aggregate;

/** Where the rows of an aggregate come from. */
interface RowSource extends AutoCloseable {
  /** Puts all rows in. */
  void fill(GroupTable table);

  /** Ends the reading, also before its end. May be called twice. */
  @Override
  void close();
}
