package dev.pitwall.jdbc.result;

import dev.pitwall.jdbc.error.SqlErrors;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Calendar;
import java.util.function.IntSupplier;
import org.apache.arrow.driver.jdbc.accessor.ArrowFlightJdbcAccessorFactory.WasNullConsumer;
import org.apache.arrow.vector.TimeMicroVector;

/**
 * Reads times of day: what a clock on the wall shows. The classes of java.sql have them on the
 * first day of 1970, in the calendar's zone, or in that of this JVM.
 */
final class TimeAccessor extends ColumnAccessor {
  static final DateTimeFormatter TEXT =
      new DateTimeFormatterBuilder()
          .appendPattern("HH:mm:ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
          .toFormatter();

  private static final int NANOS_PER_MICRO = 1_000;

  private final TimeMicroVector vector;

  TimeAccessor(TimeMicroVector vector, IntSupplier row, WasNullConsumer wasNull) {
    super(row, wasNull);
    this.vector = vector;
  }

  @Override
  public Class<?> getObjectClass() {
    return Time.class;
  }

  @Override
  public Time getTime(Calendar calendar) {
    LocalTime time = time();
    return time == null ? null : SqlCalendar.time(time, SqlCalendar.zone(calendar));
  }

  @Override
  public Timestamp getTimestamp(Calendar calendar) {
    LocalTime time = time();
    return time == null
        ? null
        : SqlCalendar.timestamp(LocalDate.EPOCH.atTime(time), SqlCalendar.zone(calendar));
  }

  @Override
  public Object getObject() {
    return getTime(null);
  }

  @Override
  public String getString() {
    LocalTime time = time();
    return time == null ? null : TEXT.format(time);
  }

  @Override
  public <T> T getObject(Class<T> wanted) throws SQLException {
    LocalTime time = time();
    return time == null ? null : wanted.cast(convert(time, wanted));
  }

  private Object convert(LocalTime time, Class<?> wanted) throws SQLException {
    if (wanted == LocalTime.class) {
      return time;
    } else if (wanted == Time.class || wanted == Object.class) {
      return SqlCalendar.time(time, ZoneId.systemDefault());
    } else if (wanted == String.class) {
      return TEXT.format(time);
    }
    throw SqlErrors.data("a time is no " + wanted.getName());
  }

  private LocalTime time() {
    int row = getCurrentRow();
    return isNull(vector.isNull(row))
        ? null
        : LocalTime.ofNanoOfDay(vector.get(row) * NANOS_PER_MICRO);
  }
}
