package dev.pitwall.execution.driver;

import dev.pitwall.execution.metrics.OperatorMetrics;
import dev.pitwall.execution.plan.BatchStream;
import dev.pitwall.execution.plan.PhysicalPlan;

/** A plan being run: its answer, and a handle on it. */
public interface RunningQuery extends BatchStream {
  /**
   * Ends the query soon, from any thread; the thread that pulls sees STATEMENT_CANCELLED. Does
   * nothing once the query has ended.
   */
  void cancel();

  /** Whether it was closed, so that what is known of it stays as it is. */
  boolean isClosed();

  /** What is run. */
  PhysicalPlan plan();

  /** What the operator of a node of this plan (the same object) did so far. */
  OperatorMetrics metrics(PhysicalPlan node);

  /** The most memory the query held at any time, in bytes. */
  long peakMemoryBytes();
}
