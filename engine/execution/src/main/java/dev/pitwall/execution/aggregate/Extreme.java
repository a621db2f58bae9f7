package dev.pitwall.execution.aggregate;

/** Which end of an order is looked for. */
enum Extreme {
  MINIMUM,
  MAXIMUM;

  /**
   * Whether a value replaces the best so far.
   *
   * @param comparison of the value with the best so far
   */
  boolean prefers(int comparison) {
    return this == MINIMUM ? comparison < 0 : comparison > 0;
  }

  /** The first of the order among the first values of an array, of which there is one at least. */
  long of(long[] values, int count) {
    long best = values[0];
    if (this == MINIMUM) {
      for (int i = 1; i < count; i++) {
        best = Math.min(best, values[i]);
      }
    } else {
      for (int i = 1; i < count; i++) {
        best = Math.max(best, values[i]);
      }
    }
    return best;
  }
}
