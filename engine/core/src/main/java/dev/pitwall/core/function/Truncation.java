package dev.pitwall.core.function;

/**
 * FLOOR and CEIL of dates (days) and of times and timestamps (microseconds) to a unit. A week
 * begins on Sunday; centuries and millennia begin in a year that ends in 1.
 */
public final class Truncation {
  private static final int DAYS_OF_WEEK = 7;

  private Truncation() {}

  /** The beginning of the fixed length of time, a day or less, that a timestamp lies in. */
  public static long microsFloor(long micros, long length) {
    return TimestampArithmetic.minusMicros(micros, Math.floorMod(micros, length));
  }

  /** The timestamp itself if such a length of time begins with it, else the next's beginning. */
  public static long microsCeil(long micros, long length) {
    return TimestampArithmetic.plusMicros(micros, Math.floorMod(-micros, length));
  }

  /** The beginning of the week. */
  public static int dateFloorWeek(int day) {
    return day - Math.floorMod(day + 4, DAYS_OF_WEEK);
  }

  /** The beginning of the period of so many months, counted from the first month of the year 1. */
  public static int dateFloorMonths(int day, int months) {
    int fields = CivilDate.fields(day);
    return monthBegin(CivilDate.monthIndex(fields), months);
  }

  private static int monthBegin(int month, int months) {
    // Decades begin in a year that ends in 0, everything longer in one that ends in 1.
    int origin = months > 120 ? 12 : 0;
    int begin = month - Math.floorMod(month - origin, months);
    return CivilDate.day(Math.floorDiv(begin, 12), Math.floorMod(begin, 12) + 1, 1);
  }

  public static int dateCeilWeek(int day) {
    int floor = dateFloorWeek(day);
    return floor == day ? day : floor + DAYS_OF_WEEK;
  }

  public static int dateCeilMonths(int day, int months) {
    int floor = dateFloorMonths(day, months);
    return floor == day ? day : CivilDate.plusMonths(floor, months);
  }

  public static long timestampFloorWeek(long micros) {
    return midnight(dateFloorWeek(TimeFields.timestampDate(micros)));
  }

  public static long timestampFloorMonths(long micros, int months) {
    return midnight(dateFloorMonths(TimeFields.timestampDate(micros), months));
  }

  public static long timestampCeilWeek(long micros) {
    return midnight(dateCeilWeek(ceilDay(micros)));
  }

  public static long timestampCeilMonths(long micros, int months) {
    return midnight(dateCeilMonths(ceilDay(micros), months));
  }

  private static int ceilDay(long micros) {
    int day = TimeFields.timestampDate(micros);
    return TimeFields.timestampTime(micros) == 0 ? day : day + 1;
  }

  private static long midnight(int day) {
    return TimestampArithmetic.dateTimestamp(day);
  }
}
