package dev.pitwall.core.function;

import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Intervals times and by numbers, and intervals as numbers. Intervals are microseconds or months;
 * results are rounded to whole ones, half away from zero.
 */
public final class IntervalScaling {
  private IntervalScaling() {}

  /** An interval as many times as long. */
  public static long intervalTimes(long interval, long factor) {
    try {
      return Math.multiplyExact(interval, factor);
    } catch (ArithmeticException overflow) {
      throw TimestampArithmetic.overflow();
    }
  }

  public static long intervalTimesDecimal(long interval, BigDecimal factor) {
    return rounded(BigDecimal.valueOf(interval).multiply(factor));
  }

  public static long intervalTimesDouble(long interval, double factor) {
    return intervalTimesDecimal(interval, decimal(factor));
  }

  /** An interval so many times shorter. */
  public static long intervalOver(long interval, long divisor) {
    if (divisor == 0) {
      throw divisionByZero();
    }
    if (interval == Long.MIN_VALUE && divisor == -1) {
      throw TimestampArithmetic.overflow();
    }
    long quotient = interval / divisor;
    long remainder = Math.abs(interval % divisor);
    // Compared so, twice the remainder cannot overflow.
    if (remainder != 0 && remainder >= Math.abs(divisor) - remainder) {
      return quotient + ((interval < 0) == (divisor < 0) ? 1 : -1);
    }
    return quotient;
  }

  public static long intervalOverDecimal(long interval, BigDecimal divisor) {
    if (divisor.signum() == 0) {
      throw divisionByZero();
    }
    return rounded(BigDecimal.valueOf(interval).divide(divisor, 0, RoundingMode.HALF_UP));
  }

  public static long intervalOverDouble(long interval, double divisor) {
    return intervalOverDecimal(interval, decimal(divisor));
  }

  /** An interval in whole units of so many microseconds or months, cut towards zero. */
  public static long intervalUnits(long interval, long unit) {
    return interval / unit;
  }

  public static BigDecimal intervalUnitsDecimal(long interval, long unit) {
    return BigDecimal.valueOf(interval).divide(BigDecimal.valueOf(unit), 12, RoundingMode.HALF_UP);
  }

  public static double intervalUnitsDouble(long interval, long unit) {
    return (double) interval / unit;
  }

  /** The field of an interval that lies between two units: EXTRACT(HOUR FROM interval). */
  public static long intervalField(long interval, long unit, long largerUnit) {
    return interval % largerUnit / unit;
  }

  /** A number of months or other units that must fit 32 bits. */
  public static int toUnits(long units) {
    return TimestampArithmetic.toInt(units);
  }

  private static BigDecimal decimal(double value) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      throw TimestampArithmetic.overflow();
    }
    return new BigDecimal(value);
  }

  private static long rounded(BigDecimal interval) {
    try {
      return interval.setScale(0, RoundingMode.HALF_UP).longValueExact();
    } catch (ArithmeticException overflow) {
      throw TimestampArithmetic.overflow();
    }
  }

  private static PitwallException divisionByZero() {
    return new PitwallException(
        ErrorCode.DIVISION_BY_ZERO, "an interval is divided by zero; guard it with NULLIF");
  }
}
