package dev.pitwall.execution.kernel;

import org.apache.arrow.vector.VectorSchemaRoot;

/** One compiled condition over a batch. Stateless and thread-safe. */
public interface FilterKernel {
  /**
   * Finds the rows for which the condition is true; not those for which it is false or unknown.
   *
   * @param selected receives their indexes in ascending order; as long as the input at least
   * @return how many there are
   */
  int select(VectorSchemaRoot input, int[] selected, EvaluationContext context);
}
