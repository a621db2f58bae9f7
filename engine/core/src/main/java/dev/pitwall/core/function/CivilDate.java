package dev.pitwall.core.function;

/**
 * The proleptic Gregorian calendar on days since 1970-01-01, without allocating.
 *
 * <p>A date's three fields travel packed in one int, read with {@link #yearOf}, {@link #monthOf}
 * and {@link #dayOf}.
 */
final class CivilDate {
  private static final int DAYS_TO_YEAR_ZERO = 719_468;
  private static final int DAYS_OF_400_YEARS = 146_097;
  private static final int MONTHS_OF_YEAR = 12;

  /** Fields of the days of later years, or as much earlier ones, do not fit an int. */
  private static final int LAST_YEAR = 3_999_999;

  /** The last day of the last year, and about the first of the first. */
  static final int LAST_DAY = 1_460_000_000;

  private CivilDate() {}

  /** The fields of a day. */
  static int fields(int day) {
    // Years begin in March here, so that the leap day is the last of its year.
    long shifted = (long) day + DAYS_TO_YEAR_ZERO;
    int era = (int) Math.floorDiv(shifted, (long) DAYS_OF_400_YEARS);
    int dayOfEra = (int) (shifted - (long) era * DAYS_OF_400_YEARS);
    int yearOfEra =
        (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / (DAYS_OF_400_YEARS - 1))
            / 365;
    int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    int marchMonth = (5 * dayOfYear + 2) / 153;
    int month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
    int year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
    return year << 9 | month << 5 | (dayOfYear - (153 * marchMonth + 2) / 5 + 1);
  }

  static int yearOf(int fields) {
    return fields >> 9;
  }

  /** From 1 to 12. */
  static int monthOf(int fields) {
    return fields >> 5 & 15;
  }

  /** From 1 to 31. */
  static int dayOf(int fields) {
    return fields & 31;
  }

  /** The day of a date, whose month is 1 to 12. */
  static int day(int year, int month, int dayOfMonth) {
    int marchYear = month <= 2 ? year - 1 : year;
    int era = Math.floorDiv(marchYear, 400);
    int yearOfEra = marchYear - era * 400;
    int dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + dayOfMonth - 1;
    int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
    return era * DAYS_OF_400_YEARS + dayOfEra - DAYS_TO_YEAR_ZERO;
  }

  static int lengthOfMonth(int year, int month) {
    return switch (month) {
      case 4, 6, 9, 11 -> 30;
      case 2 -> (year & 3) == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
      default -> 31;
    };
  }

  /**
   * The same day of a later or earlier month, or that month's last if it is shorter.
   *
   * @throws ArithmeticException when the year is out of range
   */
  static int plusMonths(int day, long months) {
    int fields = fields(day);
    long month =
        Math.addExact((long) yearOf(fields) * MONTHS_OF_YEAR + monthOf(fields) - 1, months);
    int year = Math.toIntExact(Math.floorDiv(month, (long) MONTHS_OF_YEAR));
    if (Math.abs(year) > LAST_YEAR) {
      throw new ArithmeticException("year " + year);
    }
    int monthOfYear = (int) Math.floorMod(month, (long) MONTHS_OF_YEAR) + 1;
    return day(year, monthOfYear, Math.min(dayOf(fields), lengthOfMonth(year, monthOfYear)));
  }

  /** Months since the year 0 began. */
  static int monthIndex(int fields) {
    return yearOf(fields) * MONTHS_OF_YEAR + monthOf(fields) - 1;
  }
}
