package dev.pitwall.core.function;

/**
 * What EXTRACT reads from a time, given in microseconds of the day, or from a timestamp, given in
 * microseconds since 1970-01-01 00:00:00.
 */
public final class TimeFields {
  static final long MICROS_PER_MILLI = 1_000;
  static final long MICROS_PER_SECOND = 1_000_000;
  static final long MICROS_PER_MINUTE = 60 * MICROS_PER_SECOND;
  static final long MICROS_PER_HOUR = 60 * MICROS_PER_MINUTE;

  /** Microseconds in a day. */
  public static final long MICROS_PER_DAY = 24 * MICROS_PER_HOUR;

  private TimeFields() {}

  /** The day that a timestamp falls on, in days since 1970-01-01. */
  public static int timestampDate(long micros) {
    return Math.toIntExact(Math.floorDiv(micros, MICROS_PER_DAY));
  }

  /** The time of day of a timestamp, in microseconds. */
  public static long timestampTime(long micros) {
    return Math.floorMod(micros, MICROS_PER_DAY);
  }

  public static long timeHour(long micros) {
    return Math.floorMod(micros, MICROS_PER_DAY) / MICROS_PER_HOUR;
  }

  public static long timeMinute(long micros) {
    return Math.floorMod(micros, MICROS_PER_HOUR) / MICROS_PER_MINUTE;
  }

  /** Whole seconds of the minute. */
  public static long timeSecond(long micros) {
    return Math.floorMod(micros, MICROS_PER_MINUTE) / MICROS_PER_SECOND;
  }

  /** Milliseconds of the minute, whole seconds included. */
  public static long timeMillisecond(long micros) {
    return Math.floorMod(micros, MICROS_PER_MINUTE) / MICROS_PER_MILLI;
  }

  /** Microseconds of the minute, whole seconds included. */
  public static long timeMicrosecond(long micros) {
    return Math.floorMod(micros, MICROS_PER_MINUTE);
  }

  /** Nanoseconds of the minute, whole seconds included. */
  public static long timeNanosecond(long micros) {
    return Math.floorMod(micros, MICROS_PER_MINUTE) * 1_000;
  }

  /** Whole seconds since 1970-01-01, or since midnight for a time of day. */
  public static long timeEpoch(long micros) {
    return Math.floorDiv(micros, MICROS_PER_SECOND);
  }
}
