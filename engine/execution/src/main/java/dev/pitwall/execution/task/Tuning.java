package dev.pitwall.execution.task;

/**
 * Sizes by which operators choose how they work. Answers never depend on them.
 *
 * @param sweptRows how many rows of a split are kept to be swept from the last to the first
 * @param cacheBytes what a core's own cache holds; larger structures that are accessed at random
 *     are worked on in partitions
 * @param spineRows how many rows of a spine are matched at once at most, however much memory there
 *     is
 */
public record Tuning(int sweptRows, int cacheBytes, int spineRows) {
  /** For current processors and row groups. */
  public static final Tuning DEFAULT = new Tuning(4_000_000, 512 << 10, 1 << 27);
}
