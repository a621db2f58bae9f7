package dev.pitwall.core.function;

import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;

/**
 * Sums and differences of dates (days), times (microseconds of the day), timestamps (microseconds)
 * and intervals (microseconds or months).
 *
 * <p>A result that 64 bits do not hold is a NUMERIC_OVERFLOW, never a wrong value.
 */
public final class TimestampArithmetic {
  private static final long MICROS_PER_DAY = TimeFields.MICROS_PER_DAY;

  private TimestampArithmetic() {}

  /** A timestamp or interval later by an interval. */
  public static long plusMicros(long micros, long interval) {
    long sum = micros + interval;
    if (((micros ^ sum) & (interval ^ sum)) < 0) {
      throw overflow();
    }
    return sum;
  }

  /** A timestamp earlier by an interval; also what lies between two timestamps. */
  public static long minusMicros(long micros, long interval) {
    long difference = micros - interval;
    if (((micros ^ interval) & (micros ^ difference)) < 0) {
      throw overflow();
    }
    return difference;
  }

  /** The timestamp some months later, on the month's last day if it has no such day. */
  public static long timestampPlusMonths(long micros, int months) {
    int day = TimeFields.timestampDate(micros);
    long midnight = dateTimestamp(datePlusMonths(day, months));
    return plusMicros(midnight, TimeFields.timestampTime(micros));
  }

  /** The timestamp some months earlier, on the month's last day if it has no such day. */
  public static long timestampMinusMonths(long micros, int months) {
    return timestampPlusMonths(micros, negateMonths(months));
  }

  /** Midnight at the beginning of a day. */
  public static long dateTimestamp(int day) {
    try {
      return Math.multiplyExact((long) day, MICROS_PER_DAY);
    } catch (ArithmeticException overflow) {
      throw overflow();
    }
  }

  /** The day some microseconds after the midnight that a day begins with. */
  public static int datePlusMicros(int day, long interval) {
    return date(day + Math.floorDiv(interval, MICROS_PER_DAY));
  }

  /** The day some microseconds before the midnight that a day begins with. */
  public static int dateMinusMicros(int day, long interval) {
    return date(day + Math.floorDiv(negateMicros(interval), MICROS_PER_DAY));
  }

  public static int datePlusMonths(int day, int months) {
    try {
      return CivilDate.plusMonths(day, months);
    } catch (ArithmeticException overflow) {
      throw overflow();
    }
  }

  public static int dateMinusMonths(int day, int months) {
    return datePlusMonths(day, negateMonths(months));
  }

  /** The last day of the month. */
  public static int dateLastDay(int day) {
    int fields = CivilDate.fields(day);
    int length = CivilDate.lengthOfMonth(CivilDate.yearOf(fields), CivilDate.monthOf(fields));
    return day - CivilDate.dayOf(fields) + length;
  }

  /** The time of day some microseconds later, past midnight if need be. */
  public static long timePlusMicros(long micros, long interval) {
    return Math.floorMod(micros + Math.floorMod(interval, MICROS_PER_DAY), MICROS_PER_DAY);
  }

  public static long timeMinusMicros(long micros, long interval) {
    return Math.floorMod(micros - Math.floorMod(interval, MICROS_PER_DAY), MICROS_PER_DAY);
  }

  /** Whole months from the second to the first, negative if the first is earlier. */
  public static int monthsBetween(long micros, long start) {
    int day = TimeFields.timestampDate(micros);
    int startDay = TimeFields.timestampDate(start);
    int months =
        CivilDate.monthIndex(CivilDate.fields(day))
            - CivilDate.monthIndex(CivilDate.fields(startDay));
    long reached = timestampPlusMonths(start, months);
    if (months > 0 && reached > micros) {
      return months - 1;
    }
    return months < 0 && reached < micros ? months + 1 : months;
  }

  public static long negateMicros(long interval) {
    if (interval == Long.MIN_VALUE) {
      throw overflow();
    }
    return -interval;
  }

  public static int plusMonths(int months, int more) {
    return toInt((long) months + more);
  }

  public static int minusMonths(int months, int fewer) {
    return toInt((long) months - fewer);
  }

  public static int negateMonths(int months) {
    return toInt(-(long) months);
  }

  private static int date(long day) {
    if (Math.abs(day) > CivilDate.LAST_DAY) {
      throw overflow();
    }
    return (int) day;
  }

  static int toInt(long value) {
    if (value != (int) value) {
      throw overflow();
    }
    return (int) value;
  }

  static PitwallException overflow() {
    return new PitwallException(
        ErrorCode.NUMERIC_OVERFLOW,
        "a date, timestamp or interval is out of range; check what is added or multiplied");
  }
}
