package dev.pitwall.core.planner.lowering;

import dev.pitwall.core.function.TimeFields;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoField;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.DateString;
import org.apache.calcite.util.TimeString;
import org.apache.calcite.util.TimestampString;

/** The numbers that stand for literals of dates, times and intervals, exact to the microsecond. */
final class LiteralLowering {
  private static final BigDecimal MICROS_PER_MILLI = BigDecimal.valueOf(1_000);

  private final RexBuilder builder;
  private final TypeLowering types;

  LiteralLowering(RexBuilder builder, TypeLowering types) {
    this.builder = builder;
    this.types = types;
  }

  /** The literal that stands for another. An instant's is on the session's wall clock still. */
  RexNode lower(RexLiteral literal) {
    if (!types.changes(literal.getType())) {
      return literal;
    }
    if (literal.isNull()) {
      return builder.makeNullLiteral(types.lower(literal.getType()));
    }
    return builder.makeExactLiteral(number(literal), types.lower(literal.getType()));
  }

  /** Days, microseconds or months. */
  BigDecimal number(Comparable<?> value, RelDataType type) {
    return SqlTypeName.YEAR_INTERVAL_TYPES.contains(type.getSqlTypeName())
        ? (BigDecimal) value
        : number(value);
  }

  private BigDecimal number(RexLiteral literal) {
    return number(literal.getValueAs(Comparable.class), literal.getType());
  }

  private static BigDecimal number(Comparable<?> value) {
    if (value instanceof DateString date) {
      return BigDecimal.valueOf(day(date.toString()));
    }
    if (value instanceof TimeString time) {
      return BigDecimal.valueOf(micros(time.toString()));
    }
    if (value instanceof TimestampString timestamp) {
      return BigDecimal.valueOf(timestampMicros(timestamp.toString()));
    }
    return wholeMicros((BigDecimal) value);
  }

  private static BigDecimal wholeMicros(BigDecimal millis) {
    try {
      return new BigDecimal(millis.multiply(MICROS_PER_MILLI).toBigIntegerExact());
    } catch (ArithmeticException fraction) {
      throw invalid(
          "interval of " + millis.toPlainString() + " milliseconds", "whole microseconds");
    }
  }

  private static long timestampMicros(String text) {
    int space = text.indexOf(' ');
    return day(text.substring(0, space)) * TimeFields.MICROS_PER_DAY
        + micros(text.substring(space + 1));
  }

  private static long day(String text) {
    try {
      return LocalDate.parse(text).toEpochDay();
    } catch (DateTimeException invalid) {
      throw invalid(text, "a date of the calendar");
    }
  }

  private static long micros(String text) {
    try {
      return LocalTime.parse(text).getLong(ChronoField.MICRO_OF_DAY);
    } catch (DateTimeException invalid) {
      throw invalid(text, "a time of day");
    }
  }

  private static PitwallException invalid(String text, String expected) {
    return new PitwallException(ErrorCode.INVALID_VALUE, text + " is not valid; write " + expected);
  }
}
