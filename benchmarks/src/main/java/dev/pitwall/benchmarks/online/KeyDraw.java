package dev.pitwall.benchmarks.online;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Batches of keys by chance, from a seed. Thread-safe. */
public final class KeyDraw {
  private final SplittableRandom random;
  private final int entities;
  private final int batch;
  private final List<long[]> kept = new ArrayList<>();
  private final int keep;
  private int next;

  private KeyDraw(int entities, int batch, int keep, long seed) {
    this.random = new SplittableRandom(seed);
    this.entities = entities;
    this.batch = batch;
    this.keep = keep;
  }

  /** Another batch each time. */
  public static KeyDraw fresh(int entities, int batch, long seed) {
    return new KeyDraw(entities, batch, 0, seed);
  }

  /** The same so many batches again and again. */
  public static KeyDraw repeated(int entities, int batch, int batches, long seed) {
    return new KeyDraw(entities, batch, batches, seed);
  }

  /** The next batch, not to be changed. */
  public synchronized long[] next() {
    if (keep == 0) {
      return draw();
    }
    if (kept.size() < keep) {
      kept.add(draw());
      return kept.get(kept.size() - 1);
    }
    next = (next + 1) % keep;
    return kept.get(next);
  }

  private long[] draw() {
    long[] keys = new long[batch];
    for (int i = 0; i < batch; i++) {
      keys[i] = random.nextInt(entities);
    }
    return keys;
  }
}
