package dev.pitwall.core.planner.lowering.sql;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.sql.SqlIntervalLiteral;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;

/** An interval literal whose number of milliseconds has the fraction that its text has. */
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
    if (type != BigDecimal.class || interval.getIntervalQualifier().isYearMonth()) {
      return value;
    }
    return type.cast(((BigDecimal) value).add(belowMilli()));
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
