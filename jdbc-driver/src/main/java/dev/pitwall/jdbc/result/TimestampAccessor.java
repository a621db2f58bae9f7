package dev.pitwall.jdbc.result;

import dev.pitwall.jdbc.error.SqlErrors;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoUnit;
import java.util.Calendar;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.apache.arrow.driver.jdbc.accessor.ArrowFlightJdbcAccessorFactory.WasNullConsumer;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.types.pojo.ArrowType;

/**
 * Reads timestamps. One with a zone is a moment, which no calendar moves. One without is what a
 * clock on the wall shows, and becomes a moment in the calendar's zone, or in that of this JVM.
 */
final class TimestampAccessor extends ColumnAccessor {
  private static final DateTimeFormatter TEXT =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .appendLiteral(' ')
          .append(TimeAccessor.TEXT)
          .toFormatter();

  private final TimeStampVector vector;
  private final TimeUnit unit;
  private final boolean zoned;

  TimestampAccessor(TimeStampVector vector, IntSupplier row, WasNullConsumer wasNull) {
    super(row, wasNull);
    this.vector = vector;
    ArrowType.Timestamp type = (ArrowType.Timestamp) vector.getField().getType();
    this.zoned = type.getTimezone() != null;
    this.unit =
        switch (type.getUnit()) {
          case SECOND -> TimeUnit.SECONDS;
          case MILLISECOND -> TimeUnit.MILLISECONDS;
          case MICROSECOND -> TimeUnit.MICROSECONDS;
          case NANOSECOND -> TimeUnit.NANOSECONDS;
        };
  }

  @Override
  public Class<?> getObjectClass() {
    return Timestamp.class;
  }

  @Override
  public Timestamp getTimestamp(Calendar calendar) {
    LocalDateTime value = value();
    return value == null ? null : timestamp(value, SqlCalendar.zone(calendar));
  }

  @Override
  public Date getDate(Calendar calendar) {
    LocalDateTime value = value();
    if (value == null) {
      return null;
    }
    ZoneId zone = SqlCalendar.zone(calendar);
    LocalDate day = shown(value, zone).toLocalDate();
    return new Date(SqlCalendar.timestamp(day.atStartOfDay(), zone).getTime());
  }

  @Override
  public Time getTime(Calendar calendar) {
    LocalDateTime value = value();
    if (value == null) {
      return null;
    }
    ZoneId zone = SqlCalendar.zone(calendar);
    return SqlCalendar.time(shown(value, zone).toLocalTime(), zone);
  }

  @Override
  public Object getObject() {
    return getTimestamp(null);
  }

  @Override
  public String getString() {
    LocalDateTime value = value();
    return value == null ? null : TEXT.format(value) + (zoned ? "Z" : "");
  }

  @Override
  public <T> T getObject(Class<T> wanted) throws SQLException {
    LocalDateTime value = value();
    return value == null ? null : wanted.cast(convert(value, wanted));
  }

  private Object convert(LocalDateTime value, Class<?> wanted) throws SQLException {
    if (wanted == LocalDateTime.class) {
      return value;
    } else if (wanted == LocalDate.class) {
      return value.toLocalDate();
    } else if (wanted == LocalTime.class) {
      return value.toLocalTime();
    } else if (wanted == Timestamp.class || wanted == Object.class) {
      return getTimestamp(null);
    } else if (wanted == java.util.Date.class) {
      return new java.util.Date(timestamp(value, SqlCalendar.zone(null)).getTime());
    } else if (wanted == Date.class) {
      return getDate(null);
    } else if (wanted == Time.class) {
      return getTime(null);
    } else if (wanted == String.class) {
      return getString();
    }
    return moment(value, wanted);
  }

  private Object moment(LocalDateTime value, Class<?> wanted) throws SQLException {
    OffsetDateTime moment = value.atOffset(ZoneOffset.UTC);
    if (wanted != Instant.class
        && wanted != OffsetDateTime.class
        && wanted != ZonedDateTime.class) {
      throw SqlErrors.data("a timestamp is no " + wanted.getName());
    }
    if (!zoned) {
      throw SqlErrors.data(
          "a TIMESTAMP has no zone, so it is no "
              + wanted.getSimpleName()
              + "; read it as LocalDateTime, or CAST it to TIMESTAMP WITH LOCAL TIME ZONE");
    }
    if (wanted == Instant.class) {
      return moment.toInstant();
    }
    return wanted == OffsetDateTime.class ? moment : moment.atZoneSameInstant(ZoneOffset.UTC);
  }

  private Timestamp timestamp(LocalDateTime value, ZoneId zone) {
    return zoned
        ? Timestamp.from(value.toInstant(ZoneOffset.UTC))
        : SqlCalendar.timestamp(value, zone);
  }

  /** What a clock shows in a zone. */
  private LocalDateTime shown(LocalDateTime value, ZoneId zone) {
    return zoned ? value.atOffset(ZoneOffset.UTC).atZoneSameInstant(zone).toLocalDateTime() : value;
  }

  /** The value as a clock in UTC shows it; null when it is NULL. */
  private LocalDateTime value() {
    int row = getCurrentRow();
    if (isNull(vector.isNull(row))) {
      return null;
    }
    long value = vector.get(row);
    long perSecond = unit.convert(1, TimeUnit.SECONDS);
    long second = Math.floorDiv(value, perSecond);
    long rest = unit.toNanos(Math.floorMod(value, perSecond));
    return LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC).plus(rest, ChronoUnit.NANOS);
  }
}
