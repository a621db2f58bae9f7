package dev.pitwall.benchmarks.workload;

import dev.pitwall.benchmarks.harness.Figures;

/** One thing to measure. */
public interface Workload {
  /** The name in commands and in the last line. */
  String name();

  /** Makes the tables that are missing, and measures. */
  Figures run(Bench bench);
}
