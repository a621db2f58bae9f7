package dev.pitwall.execution.pipeline;

/** Hands out the splits of a scan; thread-safe where several tasks share it. */
@FunctionalInterface
public interface SplitSource {
  /** What to read next; null when there is nothing more. */
  SplitRead next();
}
