package dev.pitwall.execution.vector;

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
      return flip(Double.doubleToLongBits(doubles.get(row)));
    } else if (vector instanceof Float4Vector floats) {
      return flip(Double.doubleToLongBits(floats.get(row)));
    }
    return LongColumn.at(vector, row);
  }

  /** The value that a sortable long of a floating-point column stands for. */
  public static double toDouble(long sortable) {
    return Double.longBitsToDouble(flip(sortable));
  }

  /** Turns the bits of negative numbers round, whose order as longs is the wrong way. */
  private static long flip(long bits) {
    return bits ^ ((bits >> (Long.SIZE - 1)) & Long.MAX_VALUE);
  }
}
