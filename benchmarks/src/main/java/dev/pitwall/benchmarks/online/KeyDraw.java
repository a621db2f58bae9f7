package dev.pitwall.benchmarks.online;

import java.util.SplittableRandom;

/** Batches of keys by chance, from a seed. Thread-safe. */
public final class KeyDraw {
  private final SplittableRandom random;
  private final int entities;
  private final int batch;

  /** Draws so many keys at a time of so many entities. */
  public KeyDraw(int entities, int batch, long seed) {
    this.random = new SplittableRandom(seed);
    this.entities = entities;
    this.batch = batch;
  }

  /** The next batch. */
  public synchronized long[] next() {
    long[] keys = new long[batch];
    for (int i = 0; i < batch; i++) {
      keys[i] = random.nextInt(entities);
    }
    return keys;
  }
}
