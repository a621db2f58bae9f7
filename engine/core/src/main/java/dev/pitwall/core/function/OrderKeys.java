package dev.pitwall.core.function;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Whole numbers in the order of other values, for an operator that compares nothing else: one value
 * is less than another exactly when its number is.
 */
public final class OrderKeys {
  private OrderKeys() {}

  /** FALSE is less than TRUE. */
  public static long booleanKey(boolean value) {
    return value ? 1 : 0;
  }

  /**
   * Floating-point numbers as a comparison in a condition has them: -0.0 equals 0.0, and NaN is
   * neither less nor greater than any number, nor equal to one.
   *
   * @param ifNan the number that stands for NaN: {@link Long#MIN_VALUE} or {@link Long#MAX_VALUE},
   *     which stand for nothing else
   */
  public static long doubleKey(double value, long ifNan) {
    if (Double.isNaN(value)) {
      return ifNan;
    }
    long bits = Double.doubleToLongBits(value == 0 ? 0.0 : value);
    return bits ^ ((bits >> (Long.SIZE - 1)) & Long.MAX_VALUE); // negative ones lie the wrong way
  }

  /** Decimals of a scale, of 18 digits at most. */
  public static long decimalKey(BigDecimal value, int scale) {
    return value.setScale(scale, RoundingMode.HALF_UP).unscaledValue().longValueExact();
  }

  /** The opposite order, which unlike a negation no number overflows. */
  public static long reversed(long key) {
    return ~key;
  }
}
