package dev.pitwall.execution.kernel;

import java.util.Optional;
import java.util.Set;
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

  /**
   * The input columns that the condition looks at, so that no others need be read for it; in their
   * places the input then has vectors of the type NULL. Empty when the condition does not say.
   */
  default Optional<Set<Integer>> columns() {
    return Optional.empty();
  }
}
