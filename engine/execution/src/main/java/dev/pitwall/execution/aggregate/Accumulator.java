package dev.pitwall.execution.aggregate;

import org.apache.arrow.vector.FieldVector;

/** The running value of one aggregate for every group. */
interface Accumulator extends AutoCloseable {
  /** Makes room for groups below a number. */
  void grow(int groups);

  /**
   * Takes rows in.
   *
   * @param argument the argument's column; null for COUNT(*)
   * @param rows those that count, none of them with a NULL argument
   */
  void add(FieldVector argument, SelectedRows rows);

  /** Takes what another accumulator of the same aggregate has of group 0 into group 0. */
  void absorb(Accumulator other);

  /**
   * Writes the values of consecutive groups.
   *
   * @param output newly made, of the aggregate's output type
   */
  void write(int firstGroup, int count, FieldVector output);

  @Override
  void close();
}
