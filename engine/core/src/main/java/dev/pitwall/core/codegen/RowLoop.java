package dev.pitwall.core.codegen;

import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.calcite.DataContext;

/** What generated classes implement: one expression, evaluated for every row of a batch. */
@FunctionalInterface
public interface RowLoop {
  /**
   * Runs over all rows.
   *
   * @param output receives the values of an expression; null for a condition
   * @param selected receives the rows for which a condition is true; null for an expression
   * @return how many rows were selected, or written
   */
  int run(VectorSchemaRoot input, FieldVector output, int[] selected, DataContext root);
}
