package dev.pitwall.execution.plan.term;

import dev.pitwall.execution.kernel.VectorKernel;
import dev.pitwall.execution.plan.ProjectPlan;

/** How one output column of a {@link ProjectPlan} comes about. */
public sealed interface Projection {

  /** An input column, passed on without a copy. */
  record Column(int index) implements Projection {}

  /** A computed column. */
  record Computed(VectorKernel kernel) implements Projection {}
}
