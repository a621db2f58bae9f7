package dev.pitwall.core.sql.validate;

import dev.pitwall.core.sql.tree.Positions;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.math.BigDecimal;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.sql.SqlIntervalLiteral;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.util.SqlShuttle;

/**
 * Makes interval literals exact to the microsecond: Calcite's own keep whole milliseconds, so that
 * {@code INTERVAL '0.000001' SECOND} would be nothing.
 */
final class PreciseIntervals extends SqlShuttle {
  private static final int MILLI_DIGITS = 3;
  private static final int MICRO_DIGITS = 6;

  @Override
  public SqlNode visit(SqlLiteral literal) {
    if (!(literal instanceof SqlIntervalLiteral)
        || SqlTypeName.YEAR_INTERVAL_TYPES.contains(literal.getTypeName())) {
      return literal;
    }
    SqlIntervalLiteral.IntervalValue value = (SqlIntervalLiteral.IntervalValue) literal.getValue();
    String fraction = fraction(value);
    if (fraction.length() > MICRO_DIGITS) {
      throw new PitwallException(
              ErrorCode.INVALID_VALUE,
              "an interval is exact to the microsecond; " + value + " has more digits")
          .at(Positions.of(literal));
    }
    return fraction.length() <= MILLI_DIGITS ? literal : new Exact(value, literal, fraction);
  }

  /** The digits after the second. */
  private static String fraction(SqlIntervalLiteral.IntervalValue value) {
    int point = value.getIntervalLiteral().indexOf('.');
    TimeUnit start = value.getIntervalQualifier().getStartUnit();
    TimeUnit end = value.getIntervalQualifier().getEndUnit();
    boolean seconds = end == TimeUnit.SECOND || (end == null && start == TimeUnit.SECOND);
    return point < 0 || !seconds ? "" : value.getIntervalLiteral().substring(point + 1);
  }

  /** An interval whose value in milliseconds has a fraction. */
  private static final class Exact extends SqlIntervalLiteral {
    private final BigDecimal micros;

    Exact(IntervalValue value, SqlLiteral literal, String fraction) {
      this(value, literal.getTypeName(), literal.getParserPosition(), micros(fraction));
    }

    private Exact(IntervalValue value, SqlTypeName type, SqlParserPos pos, BigDecimal micros) {
      super(value.getSign(), value.getIntervalLiteral(), value.getIntervalQualifier(), type, pos);
      this.micros = micros;
    }

    /** What lies behind the millisecond, in milliseconds. */
    private static BigDecimal micros(String fraction) {
      return new BigDecimal("0." + fraction.substring(MILLI_DIGITS));
    }

    @Override
    public <T> T getValueAs(Class<T> type) {
      T whole = super.getValueAs(type);
      if (type != BigDecimal.class) {
        return whole;
      }
      int sign = ((IntervalValue) getValue()).getSign();
      boolean negative = sign * (isNegativeText() ? -1 : 1) < 0;
      BigDecimal millis = (BigDecimal) whole;
      return type.cast(negative ? millis.subtract(micros) : millis.add(micros));
    }

    private boolean isNegativeText() {
      return ((IntervalValue) getValue()).getIntervalLiteral().startsWith("-");
    }

    @Override
    public SqlIntervalLiteral clone(SqlParserPos pos) {
      return new Exact((IntervalValue) getValue(), getTypeName(), pos, micros);
    }
  }
}
