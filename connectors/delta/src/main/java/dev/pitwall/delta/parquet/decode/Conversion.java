package dev.pitwall.delta.parquet.decode;

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
}
