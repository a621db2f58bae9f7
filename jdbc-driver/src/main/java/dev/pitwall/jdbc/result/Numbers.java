package dev.pitwall.jdbc.result;

import dev.pitwall.jdbc.error.SqlErrors;
import java.math.BigDecimal;
import java.sql.SQLException;
import org.apache.calcite.avatica.util.Cursor.Accessor;

/**
 * Reads numbers as other types of Java, where Arrow's accessors cut what does not fit. Fractions
 * are left out, as everywhere in JDBC.
 */
final class Numbers {
  private static final double BEYOND_LONG = 0x1p63;

  private Numbers() {}

  /**
   * The value as a whole number; 0 for NULL.
   *
   * @throws SQLException 22003 when it does not fit, as NaN does not
   */
  static long whole(ColumnType type, Accessor accessor) throws SQLException {
    return switch (type) {
      case REAL, DOUBLE -> whole(accessor.getDouble());
      case DECIMAL -> whole(accessor.getBigDecimal());
      default -> accessor.getLong();
    };
  }

  /**
   * The value as the nearest float; 0 for NULL.
   *
   * @throws SQLException 22003 when it is too large
   */
  static float single(ColumnType type, Accessor accessor) throws SQLException {
    if (type != ColumnType.DOUBLE) {
      return accessor.getFloat();
    }
    double value = accessor.getDouble();
    if (Float.isInfinite((float) value) && !Double.isInfinite(value)) {
      throw SqlErrors.outOfRange(value + " is too large for a float");
    }
    return (float) value;
  }

  private static long whole(double value) throws SQLException {
    if (!(value >= -BEYOND_LONG && value < BEYOND_LONG)) {
      throw tooLarge(value);
    }
    return (long) value;
  }

  private static long whole(BigDecimal value) throws SQLException {
    if (value == null) {
      return 0;
    }
    try {
      return value.toBigInteger().longValueExact();
    } catch (ArithmeticException e) {
      throw tooLarge(value.toPlainString());
    }
  }

  private static SQLException tooLarge(Object value) {
    return SqlErrors.outOfRange(value + " is not from " + Long.MIN_VALUE + " to " + Long.MAX_VALUE);
  }
}
