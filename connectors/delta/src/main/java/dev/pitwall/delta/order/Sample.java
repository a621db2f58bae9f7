package dev.pitwall.delta.order;

/** Every so-manieth of the values of a column, sorted, by which others are placed. */
final class Sample {
  private static final int LARGEST = 100_000;

  private Sample() {}

  /** How many of so many values make a sample. */
  static int size(int values) {
    return Math.min(values, LARGEST);
  }

  /** Where a value of a sample is taken from. */
  static int row(int index, int sample, int values) {
    return (int) ((long) index * values / sample);
  }

  /**
   * The share of a value.
   *
   * @param found what a binary search for it in the sample gave
   */
  static int share(int found, int sample, int bits) {
    int below = found >= 0 ? found : -found - 1;
    return (int) (((long) below << bits) / (sample + 1));
  }
}
