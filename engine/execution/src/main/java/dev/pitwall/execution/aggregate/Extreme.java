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
    // The bitwise complement turns the order of numbers around.
    long mask = this == MINIMUM ? -1 : 0;
    // With a single best, each comparison would wait for the one before it.
    long first = values[0] ^ mask;
    long second = first;
    long third = first;
    long fourth = first;
    int i = 1;
    for (; i + 4 <= count; i += 4) {
      first = Math.max(first, values[i] ^ mask);
      second = Math.max(second, values[i + 1] ^ mask);
      third = Math.max(third, values[i + 2] ^ mask);
      fourth = Math.max(fourth, values[i + 3] ^ mask);
    }
    for (; i < count; i++) {
      first = Math.max(first, values[i] ^ mask);
    }
    return Math.max(Math.max(first, second), Math.max(third, fourth)) ^ mask;
  }
}
