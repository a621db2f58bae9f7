package dev.pitwall.delta.parquet.decode;

import dev.pitwall.delta.parquet.encoding.CorruptPageException;

/** Turns stored values into those of the vector; both are given as raw bits. */
enum Conversion {
  DAYS_TO_MICROS {
    @Override
    void apply(long[] values, int count) {
      multiply(values, count, 86_400_000_000L);
    }
  },
  NONE {
    @Override
    void apply(long[] values, int count) {}
  },
  MILLIS_TO_MICROS {
    @Override
    void apply(long[] values, int count) {
      multiply(values, count, 1_000);
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

  private static void multiply(long[] values, int count, long factor) {
    for (int i = 0; i < count; i++) {
      values[i] = inMicros(values[i], factor);
    }
  }

  /**
   * A time in microseconds.
   *
   * @param unit how many of them one of the value is
   * @throws CorruptPageException when 64 bits of them do not reach that far
   */
  static long inMicros(long value, long unit) {
    try {
      return Math.multiplyExact(value, unit);
    } catch (ArithmeticException e) {
      throw new CorruptPageException("the time " + value + " is too far away for a TIMESTAMP");
    }
  }

  /**
   * A whole number as a double.
   *
   * @throws CorruptPageException when no double has the value
   */
  static double exact(long value) {
    double number = (double) value;
    if ((long) number != value || number == 0x1p63) {
      throw new CorruptPageException(
          "the number " + value + " does not fit into the DOUBLE of its column");
    }
    return number;
  }

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
