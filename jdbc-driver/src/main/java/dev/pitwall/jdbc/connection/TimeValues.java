package dev.pitwall.jdbc.connection;

import dev.pitwall.jdbc.result.SqlCalendar;
import java.sql.Date;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Calendar;

/**
 * Reads what clients give for points in time. What has a zone is not taken for what has none, nor
 * the other way about, but for the classes of java.sql, which are read in a calendar's zone.
 */
final class TimeValues {
  private static final long MICROS_PER_SECOND = 1_000_000;

  private TimeValues() {}

  static LocalDate day(Object value, Calendar calendar) {
    if (value instanceof LocalDate day) {
      return day;
    }
    if (value instanceof String text) {
      return LocalDate.parse(text.strip());
    }
    return clock(value, calendar).toLocalDate();
  }

  static LocalTime time(Object value, Calendar calendar) {
    if (value instanceof LocalTime time) {
      return time;
    }
    if (value instanceof String text) {
      return LocalTime.parse(text.strip());
    }
    return clock(value, calendar).toLocalTime();
  }

  /** What a clock on the wall shows. */
  static LocalDateTime clock(Object value, Calendar calendar) {
    if (value instanceof LocalDateTime clock) {
      return clock;
    }
    if (value instanceof LocalDate day) {
      return day.atStartOfDay();
    }
    if (value instanceof String text) {
      return LocalDateTime.parse(text.strip().replace(' ', 'T'));
    }
    if (value instanceof java.util.Date date) {
      return SqlCalendar.clock(date, SqlCalendar.zone(calendar));
    }
    throw new DateTimeException("no date and time without a zone");
  }

  static Instant moment(Object value, Calendar calendar) {
    if (value instanceof Instant instant) {
      return instant;
    }
    if (value instanceof OffsetDateTime moment) {
      return moment.toInstant();
    }
    if (value instanceof ZonedDateTime moment) {
      return moment.toInstant();
    }
    if (value instanceof String text) {
      return OffsetDateTime.parse(text.strip().replace(' ', 'T')).toInstant();
    }
    if (value instanceof Date || value instanceof Time) {
      return clock(value, calendar).atZone(SqlCalendar.zone(calendar)).toInstant();
    }
    if (value instanceof java.util.Date date) {
      return instant(date);
    }
    throw new DateTimeException("no moment");
  }

  static long micros(Instant instant) {
    return Math.addExact(
        Math.multiplyExact(instant.getEpochSecond(), MICROS_PER_SECOND), instant.getNano() / 1000);
  }

  static long micros(LocalDateTime clock) {
    return micros(clock.toInstant(ZoneOffset.UTC));
  }

  private static Instant instant(java.util.Date date) {
    // Date and Time of java.sql refuse toInstant(); only Timestamp has more than milliseconds.
    return date instanceof Timestamp timestamp
        ? timestamp.toInstant()
        : Instant.ofEpochMilli(date.getTime());
  }
}
