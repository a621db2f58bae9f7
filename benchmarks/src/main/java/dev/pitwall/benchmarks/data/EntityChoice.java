package dev.pitwall.benchmarks.data;

import java.util.SplittableRandom;

/** How rows spread over entities. */
public enum EntityChoice {
  /** Evenly. */
  UNIFORM,
  /** One entity has half of all rows, and the others share the rest evenly. */
  HALF_ON_ONE;

  long next(SplittableRandom random, int entities) {
    return this == HALF_ON_ONE && random.nextInt(2) == 0 ? 0 : random.nextInt(entities);
  }
}
