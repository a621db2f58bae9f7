package dev.pitwall.execution.kernel;

import java.util.Optional;
import java.util.Set;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;

/** One compiled expression over a batch. Stateless and thread-safe. */
public interface VectorKernel {
  /**
   * Computes the expression for every row of the input.
   *
   * @param output of the expression's type, newly allocated for at least the input's rows; the
   *     kernel sets its values and its value count
   */
  void evaluate(VectorSchemaRoot input, FieldVector output, EvaluationContext context);

  /**
   * The input columns that the expression looks at, so that no others need be read for it; in their
   * places the input then has vectors of the type NULL. Empty when the expression does not say.
   */
  default Optional<Set<Integer>> columns() {
    return Optional.empty();
  }
}
