package dev.pitwall.core.cache;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.StructVector;

/** Rows of any types as bytes. Equal values of one type have equal bytes. */
final class RowBytes {
  private RowBytes() {}

  /** The bytes of a row. */
  static byte[] of(List<FieldVector> vectors, int row) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    vectors.forEach(vector -> write(vector, row, bytes));
    return bytes.toByteArray();
  }

  /** Sets a row of vectors of the types that the bytes were made of. */
  static void read(ByteBuffer bytes, List<FieldVector> vectors, int row) {
    vectors.forEach(vector -> read(bytes, vector, row));
  }

  private static void write(FieldVector vector, int row, ByteArrayOutputStream bytes) {
    if (vector.isNull(row)) {
      bytes.write(0);
      return;
    }
    bytes.write(1);
    if (vector instanceof BitVector bits) {
      bytes.write(bits.get(row));
    } else if (vector instanceof BaseFixedWidthVector fixed) {
      byte[] value = new byte[fixed.getTypeWidth()];
      fixed.getDataBuffer().getBytes((long) row * value.length, value);
      bytes.writeBytes(value);
    } else if (vector instanceof BaseVariableWidthVector variable) {
      byte[] value = new byte[variable.getValueLength(row)];
      variable.getDataBuffer().getBytes(variable.getStartOffset(row), value);
      writeLength(value.length, bytes);
      bytes.writeBytes(value);
    } else if (vector instanceof ListVector list) {
      int end = list.getElementEndIndex(row);
      writeLength(end - list.getElementStartIndex(row), bytes);
      for (int i = list.getElementStartIndex(row); i < end; i++) {
        write(list.getDataVector(), i, bytes);
      }
    } else if (vector instanceof StructVector struct) {
      struct.getChildrenFromFields().forEach(child -> write(child, row, bytes));
    } else {
      throw new IllegalArgumentException("no bytes stand for " + vector.getField());
    }
  }

  private static void writeLength(int length, ByteArrayOutputStream bytes) {
    bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(length).array());
  }

  private static void read(ByteBuffer bytes, FieldVector vector, int row) {
    if (bytes.get() == 0) {
      setNull(vector, row);
    } else if (vector instanceof BitVector bits) {
      bits.setSafe(row, bytes.get());
    } else if (vector instanceof BaseFixedWidthVector fixed) {
      byte[] value = next(bytes, fixed.getTypeWidth());
      while (fixed.getValueCapacity() <= row) {
        fixed.reAlloc();
      }
      fixed.setIndexDefined(row);
      fixed.getDataBuffer().setBytes((long) row * value.length, value);
    } else if (vector instanceof BaseVariableWidthVector variable) {
      byte[] value = next(bytes, bytes.getInt());
      variable.setSafe(row, value, 0, value.length);
    } else if (vector instanceof ListVector list) {
      int length = bytes.getInt();
      int start = list.startNewValue(row);
      for (int i = 0; i < length; i++) {
        read(bytes, list.getDataVector(), start + i);
      }
      list.endValue(row, length);
    } else {
      StructVector struct = (StructVector) vector;
      while (struct.getValueCapacity() <= row) {
        struct.reAlloc();
      }
      struct.setIndexDefined(row);
      struct.getChildrenFromFields().forEach(child -> read(bytes, child, row));
    }
  }

  static void setNull(FieldVector vector, int row) {
    while (vector.getValueCapacity() <= row) {
      vector.reAlloc();
    }
    vector.setNull(row);
  }

  private static byte[] next(ByteBuffer bytes, int length) {
    byte[] value = new byte[length];
    bytes.get(value);
    return value;
  }
}
