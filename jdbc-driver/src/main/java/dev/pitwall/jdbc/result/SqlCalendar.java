package dev.pitwall.jdbc.result;

import java.sql.Time;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.TimeZone;
import java.util.concurrent.TimeUnit;

/**
 * What a clock shows, as the classes of java.sql have it: their calendar is the Julian one before
 * 1582, and their zones know nothing of the times before there were zones, other than java.time.
 */
public final class SqlCalendar {
  private static final int AGREED_FROM = 1901;
  private static final long AGREED_FROM_MILLIS =
      Instant.parse(AGREED_FROM + "-01-02T00:00:00Z").toEpochMilli();

  private SqlCalendar() {}

  /** The moment at which a clock in the zone shows the value. */
  public static Timestamp timestamp(LocalDateTime value, ZoneId zone) {
    if (value.getYear() > AGREED_FROM) {
      return Timestamp.from(value.atZone(zone).toInstant());
    }
    GregorianCalendar calendar = calendar(zone);
    if (value.getYear() < 1) {
      calendar.set(Calendar.ERA, GregorianCalendar.BC);
    }
    calendar.set(
        value.getYear() < 1 ? 1 - value.getYear() : value.getYear(),
        value.getMonthValue() - 1,
        value.getDayOfMonth(),
        value.getHour(),
        value.getMinute(),
        value.getSecond());
    Timestamp timestamp = new Timestamp(calendar.getTimeInMillis());
    timestamp.setNanos(value.getNano());
    return timestamp;
  }

  /** The moment of the first day of 1970 at which a clock in the zone shows the value. */
  static Time time(LocalTime value, ZoneId zone) {
    return new Time(LocalDate.EPOCH.atTime(value).atZone(zone).toInstant().toEpochMilli());
  }

  /** The zone of a calendar; that of this JVM without one. */
  public static ZoneId zone(Calendar calendar) {
    return calendar == null ? ZoneId.systemDefault() : calendar.getTimeZone().toZoneId();
  }

  /** What a clock in the zone shows at a moment; only Timestamp has more than milliseconds. */
  public static LocalDateTime clock(java.util.Date date, ZoneId zone) {
    long millis = date.getTime();
    int nanos =
        date instanceof Timestamp timestamp
            ? timestamp.getNanos()
            : (int) TimeUnit.MILLISECONDS.toNanos(Math.floorMod(millis, 1000L));
    if (millis > AGREED_FROM_MILLIS) {
      LocalDateTime clock = LocalDateTime.ofInstant(Instant.ofEpochMilli(millis), zone);
      return clock.withNano(nanos);
    }
    GregorianCalendar calendar = calendar(zone);
    calendar.setTimeInMillis(millis);
    int year = calendar.get(Calendar.YEAR);
    return LocalDateTime.of(
        calendar.get(Calendar.ERA) == GregorianCalendar.BC ? 1 - year : year,
        calendar.get(Calendar.MONTH) + 1,
        calendar.get(Calendar.DAY_OF_MONTH),
        calendar.get(Calendar.HOUR_OF_DAY),
        calendar.get(Calendar.MINUTE),
        calendar.get(Calendar.SECOND),
        nanos);
  }

  private static GregorianCalendar calendar(ZoneId zone) {
    GregorianCalendar calendar = new GregorianCalendar(TimeZone.getTimeZone(zone));
    calendar.clear();
    return calendar;
  }
}
