package dev.pitwall.execution.pipeline;

import dev.pitwall.execution.metrics.OperatorMetrics;
import dev.pitwall.execution.plan.PhysicalPlan;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * An operation on one batch that needs no other batch. Stateless and thread-safe, so that the
 * workers of a scan can do it.
 */
interface BatchStep {
  /**
   * Turns an input batch, which it consumes, into an output batch.
   *
   * @return null when no row is left
   */
  PositionedBatch apply(PositionedBatch input);

  /**
   * The input columns that the step needs for some of its output columns.
   *
   * @param output numbers of output columns
   */
  Set<Integer> inputsFor(Set<Integer> output);

  /** Where the step's work is counted. */
  OperatorMetrics metrics();

  /** The numbers of all columns of a node's output. */
  static Set<Integer> allColumns(PhysicalPlan node) {
    return IntStream.range(0, node.schema().getFields().size()).boxed().collect(Collectors.toSet());
  }

  /**
   * Applies the step and counts it.
   *
   * @param startNanos when the work on the batch began, in the steps below this one too
   */
  default PositionedBatch applyMetered(PositionedBatch input, long startNanos) {
    PositionedBatch output = apply(input);
    metrics().addNanos(System.nanoTime() - startNanos);
    if (output != null) {
      metrics().addBatch(output.rows().getRowCount());
    }
    return output;
  }
}
