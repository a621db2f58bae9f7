package dev.pitwall.execution.vector;

import org.apache.arrow.memory.util.MemoryUtil;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.SmallIntVector;
import org.apache.arrow.vector.TinyIntVector;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * Columns of Booleans, integers and floating-point numbers read as longs that are equal exactly
 * when the values are equal in SQL: -0.0 equals 0.0, and NaN equals NaN. The long of a NULL says
 * nothing.
 */
public final class LongColumn {
  private LongColumn() {}

  /** How many bits the longs of a column take; 0 when the column cannot be read as longs. */
  public static int bits(Field field) {
    if (field.getType() instanceof ArrowType.Bool) {
      return 1;
    }
    if (field.getType() instanceof ArrowType.Int integer) {
      return integer.getBitWidth();
    }
    if (field.getType() instanceof ArrowType.FloatingPoint real) {
      return real.getPrecision() == FloatingPointPrecision.SINGLE ? 32 : 64;
    }
    return 0;
  }

  /** Reads the first rows of a column. */
  public static void read(FieldVector vector, int count, long[] target) {
    long data = vector.getDataBufferAddress();
    if (vector instanceof BigIntVector) {
      for (int i = 0; i < count; i++) {
        target[i] = MemoryUtil.getLong(data + 8L * i);
      }
    } else if (vector instanceof IntVector) {
      for (int i = 0; i < count; i++) {
        target[i] = MemoryUtil.getInt(data + 4L * i);
      }
    } else {
      for (int i = 0; i < count; i++) {
        target[i] = value(vector, data, i);
      }
    }
  }

  /** Reads one value. */
  public static long at(FieldVector vector, int row) {
    return value(vector, vector.getDataBufferAddress(), row);
  }

  private static long value(FieldVector vector, long data, int row) {
    if (vector instanceof BigIntVector) {
      return MemoryUtil.getLong(data + 8L * row);
    } else if (vector instanceof IntVector) {
      return MemoryUtil.getInt(data + 4L * row);
    } else if (vector instanceof Float8Vector) {
      return canonical(Double.longBitsToDouble(MemoryUtil.getLong(data + 8L * row)));
    } else if (vector instanceof Float4Vector) {
      return canonical(Float.intBitsToFloat(MemoryUtil.getInt(data + 4L * row)));
    } else if (vector instanceof SmallIntVector) {
      return MemoryUtil.getShort(data + 2L * row);
    } else if (vector instanceof TinyIntVector) {
      return MemoryUtil.getByte(data + row);
    } else if (vector instanceof BitVector) {
      return (MemoryUtil.getByte(data + (row >>> 3)) >>> (row & 7)) & 1L;
    }
    throw new IllegalArgumentException("not a column of longs: " + vector.getField());
  }

  private static long canonical(double value) {
    return value == 0 ? 0 : Double.doubleToLongBits(value);
  }

  private static long canonical(float value) {
    return value == 0 ? 0 : Float.floatToIntBits(value);
  }
}
