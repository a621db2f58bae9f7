package dev.pitwall.execution.pipeline;

import dev.pitwall.spi.offline.Split;

/** Takes the batches of a {@link SplitTask}. */
public interface SplitSink {
  /** Takes a batch over, which is not empty. */
  void accept(Split split, PositionedBatch batch);

  /** Takes note that a split has no more batches. */
  default void end(Split split) {}

  /** Whether there is room for a batch. */
  default boolean ready() {
    return true;
  }
}
