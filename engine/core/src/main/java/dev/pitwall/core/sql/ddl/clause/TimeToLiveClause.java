package dev.pitwall.core.sql.ddl.clause;

import dev.pitwall.core.sql.tree.clause.Positions;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.model.TimeToLive;
import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlIntervalLiteral;
import org.apache.calcite.sql.SqlIntervalLiteral.IntervalValue;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlNode;

/**
 * Reads and writes the value of TTL.
 *
 * <p>The literal's own text is read, because Calcite's value of it is rounded to milliseconds.
 */
public final class TimeToLiveClause {
  private static final List<TimeUnit> UNITS =
      List.of(TimeUnit.DAY, TimeUnit.HOUR, TimeUnit.MINUTE, TimeUnit.SECOND);
  private static final List<Long> UNIT_MICROS =
      List.of(86_400_000_000L, 3_600_000_000L, 60_000_000L, 1_000_000L);

  /** How many of a unit make one of the unit before it. */
  private static final List<Integer> UNIT_COUNTS = List.of(0, 24, 60, 60);

  private static final long WEEK_MICROS = 7 * UNIT_MICROS.get(0);

  private TimeToLiveClause() {}

  /**
   * Reads an interval literal or the name UNBOUNDED.
   *
   * @throws PitwallException INVALID_VALUE, at the literal's place
   */
  public static TimeToLive read(SqlNode value) {
    if (value instanceof SqlIdentifier) {
      return TimeToLive.UNBOUNDED;
    }
    IntervalValue interval = (IntervalValue) ((SqlIntervalLiteral) value).getValue();
    try {
      long micros = micros(interval);
      if (interval.getSign() < 0 || micros <= 0) {
        throw invalid("TTL must be longer than zero", null);
      }
      return TimeToLive.ofMicros(micros);
    } catch (ArithmeticException e) {
      throw invalid(
              "TTL "
                  + interval.getIntervalLiteral()
                  + " is longer than, or finer than, 64 bits of microseconds can tell",
              e)
          .at(Positions.of(value));
    } catch (PitwallException e) {
      throw e.at(Positions.of(value));
    }
  }

  /** The literal that {@link #read} reads; UNBOUNDED for none. */
  public static String write(TimeToLive timeToLive) {
    if (timeToLive.micros().isEmpty()) {
      return "UNBOUNDED";
    }
    long micros = timeToLive.micros().getAsLong();
    for (int i = 0; i < UNITS.size() - 1; i++) {
      if (micros % UNIT_MICROS.get(i) == 0) {
        return "INTERVAL '" + micros / UNIT_MICROS.get(i) + "' " + UNITS.get(i);
      }
    }
    BigDecimal seconds = BigDecimal.valueOf(micros, 6).stripTrailingZeros();
    return "INTERVAL '" + seconds.toPlainString() + "' SECOND";
  }

  private static long micros(IntervalValue interval) {
    SqlIntervalQualifier qualifier = interval.getIntervalQualifier();
    String text = interval.getIntervalLiteral().strip();
    TimeUnit first = qualifier.timeUnitRange.startUnit;
    if (first == TimeUnit.WEEK) {
      return Math.multiplyExact(count(text, "(\\d+)", interval), WEEK_MICROS);
    }
    int from = UNITS.indexOf(first);
    if (from < 0) {
      throw invalid(
          "TTL cannot be counted in "
              + first
              + "S, which differ in length; use WEEK, DAY, HOUR, MINUTE or SECOND",
          null);
    }
    TimeUnit last = qualifier.timeUnitRange.endUnit;
    return sum(
        matched(text, pattern(from, last == null ? from : UNITS.indexOf(last)), interval), from);
  }

  private static long count(String text, String pattern, IntervalValue interval) {
    return Long.parseLong(matched(text, pattern, interval).group(1));
  }

  /** Adds the units up; the pattern's groups are units from that one on. */
  private static long sum(Matcher fields, int from) {
    long micros = 0;
    for (int i = 0; i < fields.groupCount(); i++) {
      BigDecimal count = new BigDecimal(fields.group(i + 1));
      int unit = from + i;
      if (i > 0 && count.compareTo(BigDecimal.valueOf(UNIT_COUNTS.get(unit))) >= 0) {
        throw invalid(
            "TTL has %s %sS where fewer than %d make sense"
                .formatted(count, UNITS.get(unit), UNIT_COUNTS.get(unit)),
            null);
      }
      long part = count.multiply(BigDecimal.valueOf(UNIT_MICROS.get(unit))).longValueExact();
      micros = Math.addExact(micros, part);
    }
    return micros;
  }

  private static String pattern(int from, int to) {
    StringBuilder pattern = new StringBuilder();
    for (int unit = from; unit <= to; unit++) {
      if (unit > from) {
        pattern.append(UNITS.get(unit) == TimeUnit.HOUR ? " +" : ":");
      }
      pattern.append(UNITS.get(unit) == TimeUnit.SECOND ? "(\\d+(?:\\.\\d*)?|\\.\\d+)" : "(\\d+)");
    }
    return pattern.toString();
  }

  private static Matcher matched(String text, String pattern, IntervalValue interval) {
    Matcher fields = Pattern.compile(pattern).matcher(text);
    if (!fields.matches()) {
      throw invalid(
          "TTL '" + text + "' is no interval of " + interval.getIntervalQualifier(), null);
    }
    return fields;
  }

  private static PitwallException invalid(String problem, Throwable cause) {
    return new PitwallException(ErrorCode.INVALID_VALUE, problem, cause);
  }
}
