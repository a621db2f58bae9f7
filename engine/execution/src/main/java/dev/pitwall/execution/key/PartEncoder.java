package dev.pitwall.execution.key;

import dev.pitwall.execution.vector.LongColumn;
import java.util.List;
import org.apache.arrow.memory.util.MemoryUtil;
import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.StructVector;

/**
 * Writes values that are not NULL as bytes, equal exactly when the values are; what one value
 * writes is never the start of what another of the same column does, so that parts can follow one
 * another.
 */
@FunctionalInterface
interface PartEncoder {
  void encode(int row, KeyBuffer target);

  /** The encoder of a vector's values. */
  static PartEncoder of(FieldVector vector) {
    if (vector instanceof BitVector
        || vector instanceof Float8Vector
        || vector instanceof Float4Vector) {
      return longs(vector);
    } else if (vector instanceof BaseFixedWidthVector fixed) {
      return fixedWidth(fixed);
    } else if (vector instanceof BaseVariableWidthVector variable) {
      return variableWidth(variable);
    } else if (vector instanceof ListVector list) {
      return list(list);
    } else if (vector instanceof StructVector struct) {
      return struct(struct);
    }
    return (row, target) -> {
      throw new IllegalArgumentException("not a key: " + vector.getField());
    };
  }

  private static PartEncoder longs(FieldVector vector) {
    long[] values = new long[vector.getValueCount()];
    LongColumn.read(vector, values.length, values);
    return (row, target) -> target.putLong(values[row]);
  }

  private static PartEncoder fixedWidth(BaseFixedWidthVector vector) {
    int width = vector.getTypeWidth();
    long data = vector.getDataBufferAddress();
    return (row, target) -> target.putMemory(data + (long) row * width, width);
  }

  private static PartEncoder variableWidth(BaseVariableWidthVector vector) {
    long offsets = vector.getOffsetBufferAddress();
    long data = vector.getDataBufferAddress();
    return (row, target) -> {
      int start = MemoryUtil.getInt(offsets + 4L * row);
      int length = MemoryUtil.getInt(offsets + 4L * (row + 1)) - start;
      target.putInt(length);
      target.putMemory(data + start, length);
    };
  }

  private static PartEncoder list(ListVector vector) {
    PartEncoder elements = orNull(vector.getDataVector());
    return (row, target) -> {
      int end = vector.getElementEndIndex(row);
      target.putInt(end - vector.getElementStartIndex(row));
      for (int i = vector.getElementStartIndex(row); i < end; i++) {
        elements.encode(i, target);
      }
    };
  }

  private static PartEncoder struct(StructVector vector) {
    List<PartEncoder> children =
        vector.getChildrenFromFields().stream().map(PartEncoder::orNull).toList();
    return (row, target) -> children.forEach(child -> child.encode(row, target));
  }

  /** An encoder that takes NULL too, for a value of its own. */
  static PartEncoder orNull(FieldVector vector) {
    PartEncoder values = of(vector);
    return (row, target) -> {
      boolean isNull = vector.isNull(row);
      target.putByte(isNull ? 0 : 1);
      if (!isNull) {
        values.encode(row, target);
      }
    };
  }
}
