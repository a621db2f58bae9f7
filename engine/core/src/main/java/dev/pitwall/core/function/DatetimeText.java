package dev.pitwall.core.function;

import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.time.DateTimeException;
import java.time.ZoneId;
import org.apache.calcite.DataContext;

/**
 * Dates, times and timestamps as text, in the spelling of ISO 8601 with a space or a T between date
 * and time, exact to the microsecond. Text that is not valid is an INVALID_VALUE.
 */
public final class DatetimeText {
  private static final String TIME = "a time such as 23:59:59.123456";
  private static final String TIMESTAMP = "a timestamp such as 2020-01-31 23:59:59.123456";
  private static final String INSTANT = "a timestamp such as 2020-01-31 23:59:59.123456+01:00";

  private DatetimeText() {}

  /** Days since 1970-01-01; a time of day after the date is dropped, as a cast to DATE does. */
  public static int textDate(String text) {
    return TimeFields.timestampDate(parse(text, TIMESTAMP));
  }

  /** Microseconds of the day. */
  public static long textTime(String text) {
    DatetimeReader reader = new DatetimeReader(text, TIME);
    long micros = reader.time();
    reader.end();
    return micros;
  }

  /** Microseconds since 1970-01-01 00:00:00. */
  public static long textTimestamp(String text) {
    return parse(text, TIMESTAMP);
  }

  /** Microseconds since the epoch; without an offset the session's time zone is meant. */
  public static long textInstant(String text, DataContext statement) {
    DatetimeReader reader = new DatetimeReader(text, INSTANT);
    long micros = reader.dateAndTime();
    String zone = reader.rest();
    return SessionTime.instantAt(
        micros, zone.isEmpty() ? SessionTime.zone(statement) : zone(zone, text));
  }

  private static long parse(String text, String expected) {
    DatetimeReader reader = new DatetimeReader(text, expected);
    long micros = reader.dateAndTime();
    reader.end();
    return micros;
  }

  private static ZoneId zone(String zone, String text) {
    try {
      return ZoneId.of(zone);
    } catch (DateTimeException unknown) {
      throw invalid(text, INSTANT);
    }
  }

  /** The text of a date, {@code 2020-01-31}. */
  public static String dateText(int day) {
    StringBuilder text = new StringBuilder(10);
    appendDate(text, day);
    return text.toString();
  }

  /** The text of a time of day with so many digits after the second. */
  public static String timeText(long micros, int digits) {
    StringBuilder text = new StringBuilder(15);
    appendTime(text, micros, digits);
    return text.toString();
  }

  /** The text of a timestamp with so many digits after the second. */
  public static String timestampText(long micros, int digits) {
    StringBuilder text = new StringBuilder(26);
    appendDate(text, TimeFields.timestampDate(micros));
    appendTime(text.append(' '), TimeFields.timestampTime(micros), digits);
    return text.toString();
  }

  private static void appendDate(StringBuilder text, int day) {
    int fields = CivilDate.fields(day);
    appendPadded(text, CivilDate.yearOf(fields), 4);
    appendPadded(text.append('-'), CivilDate.monthOf(fields), 2);
    appendPadded(text.append('-'), CivilDate.dayOf(fields), 2);
  }

  private static void appendTime(StringBuilder text, long micros, int digits) {
    appendPadded(text, TimeFields.timeHour(micros), 2);
    appendPadded(text.append(':'), TimeFields.timeMinute(micros), 2);
    appendPadded(text.append(':'), TimeFields.timeSecond(micros), 2);
    if (digits > 0) {
      int end = text.append('.').length() + digits;
      appendPadded(text, micros % TimeFields.MICROS_PER_SECOND, 6);
      text.setLength(end);
    }
  }

  private static void appendPadded(StringBuilder text, long number, int width) {
    String digits = Long.toString(Math.abs(number));
    text.append(number < 0 ? "-" : "").append("0".repeat(Math.max(0, width - digits.length())));
    text.append(digits);
  }

  static PitwallException invalid(String text, String expected) {
    return new PitwallException(
        ErrorCode.INVALID_VALUE, "'" + text + "' is not valid; write " + expected);
  }
}
