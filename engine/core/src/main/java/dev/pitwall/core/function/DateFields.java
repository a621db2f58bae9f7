package dev.pitwall.core.function;

/** What EXTRACT reads from a date, given in days since 1970-01-01. */
public final class DateFields {
  private static final int DAYS_OF_WEEK = 7;
  private static final long SECONDS_PER_DAY = 86_400;

  private DateFields() {}

  public static long dateYear(int day) {
    return CivilDate.yearOf(CivilDate.fields(day));
  }

  public static long dateQuarter(int day) {
    return (CivilDate.monthOf(CivilDate.fields(day)) + 2) / 3;
  }

  public static long dateMonth(int day) {
    return CivilDate.monthOf(CivilDate.fields(day));
  }

  public static long dateDay(int day) {
    return CivilDate.dayOf(CivilDate.fields(day));
  }

  /** From 1, Sunday, to 7. */
  public static long dateDayOfWeek(int day) {
    return Math.floorMod(day + 4, DAYS_OF_WEEK) + 1;
  }

  /** From 1, Monday, to 7. */
  public static long dateIsoDayOfWeek(int day) {
    return Math.floorMod(day + 3, DAYS_OF_WEEK) + 1;
  }

  public static long dateDayOfYear(int day) {
    return day - CivilDate.day(CivilDate.yearOf(CivilDate.fields(day)), 1, 1) + 1;
  }

  /** The ISO 8601 week, from 1 to 53. */
  public static long dateWeek(int day) {
    int thursday = thursday(day);
    int firstDay = CivilDate.day(CivilDate.yearOf(CivilDate.fields(thursday)), 1, 1);
    return (thursday - firstDay) / DAYS_OF_WEEK + 1;
  }

  /** The year that the ISO 8601 week belongs to. */
  public static long dateIsoYear(int day) {
    return CivilDate.yearOf(CivilDate.fields(thursday(day)));
  }

  public static long dateDecade(int day) {
    return Math.floorDiv(dateYear(day), 10L);
  }

  /** The 21st began in 2001. */
  public static long dateCentury(int day) {
    return periodOfYears(dateYear(day), 100);
  }

  /** The third began in 2001. */
  public static long dateMillennium(int day) {
    return periodOfYears(dateYear(day), 1000);
  }

  /** Seconds since 1970-01-01. */
  public static long dateEpoch(int day) {
    return day * SECONDS_PER_DAY;
  }

  private static long periodOfYears(long year, long length) {
    return year > 0 ? (year + length - 1) / length : (year - length + 1) / length;
  }

  /** The day that decides which year a week belongs to. */
  private static int thursday(int day) {
    return day - Math.floorMod(day + 3, DAYS_OF_WEEK) + 3;
  }
}
