package dev.pitwall.execution.aggregate;

/** How far arrays by group grow at a time. */
final class GroupCapacity {
  private static final int SMALLEST = 16;

  private GroupCapacity() {}

  /** Room for so many groups and some more, so that growing stays rare. */
  static int of(int groups) {
    int half = Math.max(SMALLEST, groups / 2);
    return (int) Math.min(Integer.MAX_VALUE - 8L, (long) groups + half);
  }
}
