package dev.pitwall.execution.kernel;

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
}
