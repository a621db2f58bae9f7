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
}
