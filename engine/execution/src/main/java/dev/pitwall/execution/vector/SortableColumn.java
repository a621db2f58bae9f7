package dev.pitwall.execution.vector;

import org.apache.arrow.memory.util.MemoryUtil;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;

/**
 * Columns of Booleans, integers and floating-point numbers read as longs of the same order;
 * floating-point numbers are ordered as {@link Double#compare} does. The long of a NULL says
 * nothing.
 */
public final class SortableColumn {
  private SortableColumn() {}

  /** The sortable long of a row; of a column that {@link LongColumn#bits} can read as longs. */
  public static long at(FieldVector vector, int row) {
    if (vector instanceof Float8Vector doubles) {
      return sortable(doubles.get(row));
    } else if (vector instanceof Float4Vector floats) {
      return sortable(floats.get(row));
    }
    return LongColumn.at(vector, row);
  }

  /** Reads the sortable longs of the first rows of a column. */
  public static void read(FieldVector vector, int count, long[] target) {
    long data = vector.getDataBufferAddress();
    if (vector instanceof Float8Vector) {
      for (int i = 0; i < count; i++) {
        target[i] = sortable(Double.longBitsToDouble(MemoryUtil.getLong(data + 8L * i)));
      }
    } else if (vector instanceof Float4Vector) {
      for (int i = 0; i < count; i++) {
        target[i] = sortable(Float.intBitsToFloat(MemoryUtil.getInt(data + 4L * i)));
      }
    } else {
      LongColumn.read(vector, count, target);
    }
  }

  /** The value that a sortable long of a floating-point column stands for. */
  public static double toDouble(long sortable) {
    return Double.longBitsToDouble(flip(sortable));
  }

  private static long sortable(double value) {
    return flip(Double.doubleToLongBits(value));
  }

  /** Turns the bits of negative numbers round, whose order as longs is the wrong way. */
  private static long flip(long bits) {
    return bits ^ ((bits >> (Long.SIZE - 1)) & Long.MAX_VALUE);
  }
}
