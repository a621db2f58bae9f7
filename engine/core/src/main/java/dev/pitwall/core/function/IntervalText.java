package dev.pitwall.core.function;

import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.avatica.util.TimeUnitRange;

/**
 * Intervals as text: a sign and the fields of the interval's range, {@code +1 02:03:04.500000} for
 * DAY TO SECOND, {@code -1-06} for YEAR TO MONTH.
 */
public final class IntervalText {
  private static final Pattern MONTHS = Pattern.compile("([+-]?)(\\d{1,9})(?:-(\\d{1,2}))?");
  private static final Pattern FIELDS =
      Pattern.compile(
          "([+-]?)(\\d{1,10})(?:[ :](\\d{1,2}))?(?::(\\d{1,2}))?(?::(\\d{1,2}))?(?:\\.(\\d{1,6}))?");
  private static final TimeUnit[] UNITS = {
    TimeUnit.DAY, TimeUnit.HOUR, TimeUnit.MINUTE, TimeUnit.SECOND
  };
  private static final long[] LENGTHS = {
    TimeFields.MICROS_PER_DAY,
    TimeFields.MICROS_PER_HOUR,
    TimeFields.MICROS_PER_MINUTE,
    TimeFields.MICROS_PER_SECOND
  };
  private static final int[] LIMITS = {Integer.MAX_VALUE, 24, 60, 60};

  private IntervalText() {}

  /**
   * Microseconds, or months, of an interval's text.
   *
   * @param range the name of a {@link TimeUnitRange}
   * @throws PitwallException INVALID_VALUE
   */
  public static long textInterval(String text, String range) {
    TimeUnitRange fields = TimeUnitRange.valueOf(range);
    return fields.monthly() ? months(text, fields) : micros(text, fields);
  }

  /** The text of microseconds or months. */
  public static String intervalText(long interval, String range) {
    TimeUnitRange fields = TimeUnitRange.valueOf(range);
    StringBuilder text = new StringBuilder(24).append(interval < 0 ? '-' : '+');
    long size = Math.abs(interval);
    if (fields.monthly()) {
      appendMonths(text, size, fields);
    } else {
      appendFields(text, size, fields);
    }
    return text.toString();
  }

  private static void appendMonths(StringBuilder text, long months, TimeUnitRange range) {
    switch (range) {
      case YEAR -> text.append(months / 12);
      case MONTH -> text.append(months);
      default -> text.append(months / 12).append('-').append(padded(months % 12, 2));
    }
  }

  private static void appendFields(StringBuilder text, long micros, TimeUnitRange range) {
    int first = index(range.startUnit);
    int last = range.endUnit == null ? first : index(range.endUnit);
    long rest = micros;
    for (int i = first; i <= last; i++) {
      long field = rest / LENGTHS[i];
      text.append(i == first ? Long.toString(field) : padded(field, 2));
      text.append(i == last ? "" : i == 0 ? " " : ":");
      rest %= LENGTHS[i];
    }
    if (last == LENGTHS.length - 1) {
      text.append('.').append(padded(rest, 6));
    }
  }

  private static String padded(long number, int width) {
    String digits = Long.toString(number);
    return "0".repeat(width - digits.length()) + digits;
  }

  private static long months(String text, TimeUnitRange range) {
    Matcher fields = MONTHS.matcher(text.strip());
    check(fields.matches() && (fields.group(3) != null) == twoFields(range), text, range);
    long number = Long.parseLong(fields.group(2));
    long more = fields.group(3) == null ? 0 : Long.parseLong(fields.group(3));
    check(more < 12, text, range);
    long months = range == TimeUnitRange.MONTH ? number : number * 12 + more;
    return signed(months, fields);
  }

  private static boolean twoFields(TimeUnitRange range) {
    return range == TimeUnitRange.YEAR_TO_MONTH;
  }

  private static long micros(String text, TimeUnitRange range) {
    Matcher fields = FIELDS.matcher(text.strip());
    check(fields.matches(), text, range);
    int first = index(range.startUnit);
    int last = range.endUnit == null ? first : index(range.endUnit);
    long micros = 0;
    for (int i = first; i < LENGTHS.length; i++) {
      String digits = fields.group(2 + i - first);
      check((digits != null) == (i <= last), text, range);
      long field = digits == null ? 0 : Long.parseLong(digits);
      check(i == first || field < LIMITS[i], text, range);
      micros =
          TimestampArithmetic.plusMicros(micros, IntervalScaling.intervalTimes(LENGTHS[i], field));
    }
    return signed(TimestampArithmetic.plusMicros(micros, fraction(fields, text, range)), fields);
  }

  private static long fraction(Matcher fields, String text, TimeUnitRange range) {
    String digits = fields.group(6);
    if (digits == null) {
      return 0;
    }
    TimeUnit last = range.endUnit == null ? range.startUnit : range.endUnit;
    check(last == TimeUnit.SECOND, text, range);
    return Long.parseLong(digits + "0".repeat(6 - digits.length()));
  }

  private static long signed(long size, Matcher fields) {
    return fields.group(1).equals("-") ? -size : size;
  }

  private static int index(TimeUnit unit) {
    for (int i = 0; i < UNITS.length; i++) {
      if (UNITS[i] == unit) {
        return i;
      }
    }
    throw new IllegalArgumentException(unit + " is no unit of an interval of days to seconds");
  }

  private static void check(boolean valid, String text, TimeUnitRange range) {
    if (!valid) {
      throw new PitwallException(
          ErrorCode.INVALID_VALUE,
          "'%s' is not valid; write an INTERVAL %s such as %s"
              .formatted(text, range.name().replace('_', ' '), intervalText(1, range.name())));
    }
  }
}
