package dev.pitwall.delta.parquet.decode;

import dev.pitwall.delta.parquet.encoding.CorruptPageException;

/** Turns stored values into those of the vector; both are given as raw bits. */
enum Conversion {
  NONE {
    @Override
    void apply(long[] values, int count) {}
  },
  MILLIS_TO_MICROS {
    @Override
    void apply(long[] values, int count) {
      for (int i = 0; i < count; i++) {
        values[i] *= 1_000;
      }
    }
  },
  NANOS_TO_MICROS {
    @Override
    void apply(long[] values, int count) {
      for (int i = 0; i < count; i++) {
        values[i] = Math.floorDiv(values[i], 1_000L);
      }
    }
  },
  FLOAT_TO_DOUBLE {
    @Override
    void apply(long[] values, int count) {
      for (int i = 0; i < count; i++) {
        values[i] = Double.doubleToRawLongBits(Float.intBitsToFloat((int) values[i]));
      }
    }
  };

  abstract void apply(long[] values, int count);

  /**
   * A whole number for a type of so many bits; a file may have a wider one than the table.
   *
   * @throws CorruptPageException when the number does not fit
   */
  static long narrowed(long value, int bits) {
    long least = -1L << (bits - 1);
    if (value < least || value > ~least) {
      throw new CorruptPageException(
          "the number " + value + " does not fit into the " + bits + " bits of its column");
    }
    return value;
  }
}
