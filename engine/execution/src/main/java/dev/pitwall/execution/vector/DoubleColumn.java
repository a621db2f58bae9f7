package dev.pitwall.execution.vector;

import org.apache.arrow.memory.util.MemoryUtil;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float8Vector;

/** Columns of floating-point numbers read as doubles. The double of a NULL says nothing. */
public final class DoubleColumn {
  private DoubleColumn() {}

  /** Reads the first rows of a column. */
  public static void read(FieldVector vector, int count, double[] target) {
    long data = vector.getDataBufferAddress();
    if (vector instanceof Float8Vector) {
      for (int i = 0; i < count; i++) {
        target[i] = Double.longBitsToDouble(MemoryUtil.getLong(data + 8L * i));
      }
    } else {
      for (int i = 0; i < count; i++) {
        target[i] = Float.intBitsToFloat(MemoryUtil.getInt(data + 4L * i));
      }
    }
  }
}
