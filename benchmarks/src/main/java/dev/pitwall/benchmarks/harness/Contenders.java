package dev.pitwall.benchmarks.harness;

/** Starts contenders. */
@FunctionalInterface
public interface Contenders {
  /** Starts the contender of a lane; the caller closes it. */
  RunningContender start(Lane lane);
}
