package dev.pitwall.jdbc.connection;

import dev.pitwall.jdbc.error.SqlErrors;
import dev.pitwall.jdbc.result.ResultColumns;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.util.Calendar;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.SmallIntVector;
import org.apache.arrow.vector.TimeMicroVector;
import org.apache.arrow.vector.TimeStampMicroTZVector;
import org.apache.arrow.vector.TimeStampMicroVector;
import org.apache.arrow.vector.TinyIntVector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Writes a value as the type that the statement needs, whichever setter it came by: a number may be
 * given for any number, a text for anything. Nothing is cut, and only REAL and DOUBLE round.
 */
final class ParameterWriter {
  private ParameterWriter() {}

  /**
   * Writes a value.
   *
   * @param value null is NULL
   * @param calendar whose zone a value without one is in; null is that of this JVM
   * @throws SQLException 22000 when the value does not suit; it is not repeated
   */
  static void write(FieldVector vector, int row, Object value, Calendar calendar)
      throws SQLException {
    if (value == null) {
      vector.setNull(row);
      return;
    }
    try {
      if (vector instanceof ListVector list) {
        writeElements(list, row, elements(value), calendar);
      } else if (!writeNumber(vector, row, value) && !writeOther(vector, row, value, calendar)) {
        throw unsuitable(vector, value);
      }
    } catch (ArithmeticException
        | NumberFormatException
        | DateTimeException
        | ClassCastException e) {
      throw unsuitable(vector, value);
    }
  }

  private static void writeElements(ListVector list, int row, Object elements, Calendar calendar)
      throws SQLException {
    int length = java.lang.reflect.Array.getLength(elements);
    int first = list.startNewValue(row);
    for (int i = 0; i < length; i++) {
      Object element = java.lang.reflect.Array.get(elements, i);
      write(list.getDataVector(), first + i, element, calendar);
    }
    list.endValue(row, length);
  }

  /** An array of Java, of objects or of numbers. */
  private static Object elements(Object value) throws SQLException {
    if (value instanceof Array array) {
      return array.getArray();
    }
    Object elements = value instanceof Collection<?> collection ? collection.toArray() : value;
    if (!elements.getClass().isArray()) {
      throw new ClassCastException("no array");
    }
    return elements;
  }

  private static boolean writeNumber(FieldVector vector, int row, Object value) {
    if (vector instanceof BigIntVector longs) {
      longs.setSafe(row, decimal(value).longValueExact());
    } else if (vector instanceof IntVector integers) {
      integers.setSafe(row, decimal(value).intValueExact());
    } else if (vector instanceof SmallIntVector shorts) {
      shorts.setSafe(row, decimal(value).shortValueExact());
    } else if (vector instanceof TinyIntVector bytes) {
      bytes.setSafe(row, decimal(value).byteValueExact());
    } else if (vector instanceof Float8Vector doubles) {
      doubles.setSafe(row, real(value));
    } else if (vector instanceof Float4Vector floats) {
      floats.setSafe(row, single(real(value)));
    } else if (vector instanceof DecimalVector decimals) {
      decimals.setSafe(row, fitting(decimal(value), decimals));
    } else {
      return false;
    }
    return true;
  }

  private static boolean writeOther(FieldVector vector, int row, Object value, Calendar calendar) {
    if (vector instanceof VarCharVector texts) {
      texts.setSafe(row, text(value).getBytes(StandardCharsets.UTF_8));
    } else if (vector instanceof VarBinaryVector binaries) {
      binaries.setSafe(row, (byte[]) value);
    } else if (vector instanceof BitVector bits) {
      bits.setSafe(row, truth(value) ? 1 : 0);
    } else if (vector instanceof DateDayVector dates) {
      dates.setSafe(row, (int) TimeValues.day(value, calendar).toEpochDay());
    } else if (vector instanceof TimeMicroVector times) {
      times.setSafe(row, TimeValues.time(value, calendar).toNanoOfDay() / 1000);
    } else if (vector instanceof TimeStampMicroTZVector moments) {
      moments.setSafe(row, TimeValues.micros(TimeValues.moment(value, calendar)));
    } else if (vector instanceof TimeStampMicroVector clocks) {
      clocks.setSafe(row, TimeValues.micros(TimeValues.clock(value, calendar)));
    } else {
      return false;
    }
    return true;
  }

  private static BigDecimal decimal(Object value) {
    if (value instanceof Boolean truth) {
      return truth ? BigDecimal.ONE : BigDecimal.ZERO;
    }
    return value instanceof BigDecimal decimal ? decimal : new BigDecimal(value.toString().strip());
  }

  private static double real(Object value) {
    return value instanceof Number number
        ? number.doubleValue()
        : Double.parseDouble(value.toString());
  }

  /** The nearest one; what is too large has none. */
  private static float single(double value) {
    float nearest = (float) value;
    if (Float.isInfinite(nearest) && !Double.isInfinite(value)) {
      throw new ArithmeticException("too large");
    }
    return nearest;
  }

  /** An array of Java has no text but that of its place in memory. */
  private static String text(Object value) {
    if (value.getClass().isArray()) {
      throw new ClassCastException("an array");
    }
    return value.toString();
  }

  private static BigDecimal fitting(BigDecimal value, DecimalVector vector) {
    BigDecimal scaled = value.setScale(vector.getScale());
    if (scaled.precision() > vector.getPrecision()) {
      throw new ArithmeticException("too many digits");
    }
    return scaled;
  }

  private static boolean truth(Object value) {
    if (value instanceof Boolean truth) {
      return truth;
    }
    if (value instanceof Number number) {
      return number.doubleValue() != 0;
    }
    return switch (value.toString().toLowerCase(Locale.ROOT)) {
      case "true", "1" -> true;
      case "false", "0" -> false;
      default -> throw new NumberFormatException("neither true nor false");
    };
  }

  private static SQLException unsuitable(FieldVector vector, Object value) throws SQLException {
    String type = ResultColumns.of(new Schema(List.of(vector.getField()))).getColumnTypeName(1);
    if (vector instanceof DecimalVector decimals) {
      type += "(" + decimals.getPrecision() + ", " + decimals.getScale() + ")";
    }
    return SqlErrors.data(
        "a value of "
            + value.getClass().getName()
            + " was given that is no "
            + type
            + ", or does not fit into it without loss");
  }
}
