package dev.pitwall.execution.vector;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.SmallIntVector;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.TinyIntVector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;

/**
 * Writes single Java values into vectors of the lowered scalar types, and days and microseconds
 * into those of dates and timestamps.
 */
public final class VectorWriter {
  private VectorWriter() {}

  /**
   * Writes a value, growing the vector as needed.
   *
   * @param value in the representation of {@link dev.pitwall.execution.plan.ValuesPlan}, any {@link
   *     Number} for a number, {@code byte[]} also for text; null for NULL
   */
  public static void set(FieldVector vector, int row, Object value) {
    if (value == null) {
      vector.setNull(row);
    } else if (value instanceof Number number) {
      setNumber(vector, row, number);
    } else if (vector instanceof BitVector bits) {
      bits.setSafe(row, ((Boolean) value) ? 1 : 0);
    } else if (vector instanceof VarCharVector text) {
      text.setSafe(row, bytes(value));
    } else if (vector instanceof VarBinaryVector binary) {
      binary.setSafe(row, bytes(value));
    } else {
      throw unwritable(vector, value);
    }
  }

  private static void setNumber(FieldVector vector, int row, Number value) {
    if (vector instanceof BigIntVector longs) {
      longs.setSafe(row, value.longValue());
    } else if (vector instanceof IntVector ints) {
      ints.setSafe(row, value.intValue());
    } else if (vector instanceof Float8Vector doubles) {
      doubles.setSafe(row, value.doubleValue());
    } else if (vector instanceof DecimalVector decimals && value instanceof BigDecimal decimal) {
      decimals.setSafe(row, decimal.setScale(decimals.getScale()));
    } else if (vector instanceof Float4Vector floats) {
      floats.setSafe(row, value.floatValue());
    } else if (vector instanceof SmallIntVector shorts) {
      shorts.setSafe(row, value.shortValue());
    } else if (vector instanceof TinyIntVector bytes) {
      bytes.setSafe(row, value.byteValue());
    } else if (vector instanceof TimeStampVector moments) {
      moments.setSafe(row, value.longValue());
    } else if (vector instanceof DateDayVector days) {
      days.setSafe(row, value.intValue());
    } else {
      throw unwritable(vector, value);
    }
  }

  private static byte[] bytes(Object value) {
    return value instanceof String text ? text.getBytes(StandardCharsets.UTF_8) : (byte[]) value;
  }

  private static IllegalArgumentException unwritable(FieldVector vector, Object value) {
    return new IllegalArgumentException(
        "a " + value.getClass().getSimpleName() + " does not fit into " + vector.getField());
  }
}
