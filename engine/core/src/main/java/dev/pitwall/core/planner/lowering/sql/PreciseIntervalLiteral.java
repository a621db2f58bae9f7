package dev.pitwall.core.planner.lowering.sql;

import dev.pitwall.core.sql.tree.clause.Positions;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.sql.SqlIntervalLiteral;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * An interval literal whose number of milliseconds has the fraction that its text has. One that
 * does not fit into what stands for it is refused: it would wrap around to another interval.
 */
final class PreciseIntervalLiteral extends SqlIntervalLiteral {
  private static final Pattern FRACTION = Pattern.compile("\\.(\\d+)");
  private static final int MILLI_DIGITS = 3;

  private final transient IntervalValue interval;

  PreciseIntervalLiteral(IntervalValue interval, SqlTypeName typeName, SqlParserPos position) {
    super(
        interval.getSign(),
        interval.getIntervalLiteral(),
        interval.getIntervalQualifier(),
        typeName,
        position);
    this.interval = interval;
  }

  @Override
  public SqlIntervalLiteral clone(SqlParserPos position) {
    return new PreciseIntervalLiteral(interval, getTypeName(), position);
  }

  @Override
  public <T> T getValueAs(Class<T> type) {
    T value = super.getValueAs(type);
    if (type != BigDecimal.class) {
      return value;
    }
    BigDecimal number = (BigDecimal) value;
    if (interval.getIntervalQualifier().isYearMonth()) {
      check(number, Integer.SIZE);
      return value;
    }
    BigDecimal millis = number.add(belowMilli());
    check(millis.movePointRight(MILLI_DIGITS), Long.SIZE);
    return type.cast(millis);
  }

  private void check(BigDecimal number, int bits) {
    if (number.toBigInteger().bitLength() >= bits) {
      throw new PitwallException(
              ErrorCode.NUMERIC_OVERFLOW,
              "INTERVAL '"
                  + interval.getIntervalLiteral()
                  + "' "
                  + interval.getIntervalQualifier()
                  + " is too long; write fewer than 106,751,992 days or 178,956,971 years")
          .at(Positions.of(this));
    }
  }

  /** What Calcite cuts off, in milliseconds. */
  private BigDecimal belowMilli() {
    Matcher fraction = FRACTION.matcher(interval.getIntervalLiteral());
    if (!fraction.find() || fraction.group(1).length() <= MILLI_DIGITS) {
      return BigDecimal.ZERO;
    }
    BigDecimal rest = new BigDecimal("0." + fraction.group(1).substring(MILLI_DIGITS));
    boolean negative =
        interval.getIntervalLiteral().strip().startsWith("-") == (interval.getSign() > 0);
    return negative ? rest.negate() : rest;
  }
}
