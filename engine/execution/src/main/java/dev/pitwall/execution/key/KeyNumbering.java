package dev.pitwall.execution.key;

import org.apache.arrow.vector.VectorSchemaRoot;

/** Gives the numbers of the keys of a batch's rows. Not thread-safe. */
@FunctionalInterface
public interface KeyNumbering {
  /** The number of a row whose key has none. */
  int NONE = -1;

  /**
   * Finds the numbers of all rows.
   *
   * @param numbers receives them; as long as the batch at least
   */
  void number(VectorSchemaRoot batch, int[] numbers);
}
