package dev.pitwall.jdbc.result;

import dev.pitwall.jdbc.error.SqlErrors;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Calendar;
import java.util.function.IntSupplier;
import org.apache.arrow.driver.jdbc.accessor.ArrowFlightJdbcAccessorFactory.WasNullConsumer;
import org.apache.arrow.vector.DateDayVector;

/** Reads dates: a day begins at midnight in the calendar's zone, or in that of this JVM. */
final class DateAccessor extends ColumnAccessor {
  private final DateDayVector vector;

  DateAccessor(DateDayVector vector, IntSupplier row, WasNullConsumer wasNull) {
    super(row, wasNull);
    this.vector = vector;
  }

  @Override
  public Class<?> getObjectClass() {
    return Date.class;
  }

  @Override
  public Date getDate(Calendar calendar) {
    LocalDate day = day();
    return day == null ? null : new Date(midnight(day, calendar));
  }

  @Override
  public Timestamp getTimestamp(Calendar calendar) {
    LocalDate day = day();
    return day == null ? null : new Timestamp(midnight(day, calendar));
  }

  @Override
  public Object getObject() {
    return getDate(null);
  }

  @Override
  public String getString() {
    LocalDate day = day();
    return day == null ? null : day.toString();
  }

  @Override
  public <T> T getObject(Class<T> wanted) throws SQLException {
    LocalDate day = day();
    return day == null ? null : wanted.cast(convert(day, wanted));
  }

  private Object convert(LocalDate day, Class<?> wanted) throws SQLException {
    if (wanted == LocalDate.class) {
      return day;
    } else if (wanted == LocalDateTime.class) {
      return day.atStartOfDay();
    } else if (wanted == Date.class || wanted == java.util.Date.class || wanted == Object.class) {
      return new Date(midnight(day, null));
    } else if (wanted == Timestamp.class) {
      return new Timestamp(midnight(day, null));
    } else if (wanted == String.class) {
      return day.toString();
    }
    throw SqlErrors.data("a date is no " + wanted.getName());
  }

  private static long midnight(LocalDate day, Calendar calendar) {
    return SqlCalendar.timestamp(day.atStartOfDay(), SqlCalendar.zone(calendar)).getTime();
  }

  private LocalDate day() {
    int row = getCurrentRow();
    return isNull(vector.isNull(row)) ? null : LocalDate.ofEpochDay(vector.get(row));
  }
}
