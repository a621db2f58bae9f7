package dev.pitwall.embedded;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
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
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.StructVector;

/** Reads what {@link ValueEncoder} wrote, into vectors of the same types. */
final class ValueDecoder {
  private ValueDecoder() {}

  /** Whether the bytes stand for a value. */
  static boolean isPresent(byte[] encoded) {
    return encoded[0] != 0;
  }

  /** Writes one value into a row of a vector, which grows as needed. */
  static void decode(byte[] encoded, FieldVector vector, int row) {
    read(ByteBuffer.wrap(encoded), vector, row);
  }

  private static void read(ByteBuffer input, FieldVector vector, int row) {
    if (input.get() == 0) {
      while (vector.getValueCapacity() <= row) {
        vector.reAlloc();
      }
      vector.setNull(row);
    } else if (vector instanceof BitVector booleans) {
      booleans.setSafe(row, input.get());
    } else if (vector instanceof TinyIntVector integers) {
      integers.setSafe(row, input.get());
    } else if (vector instanceof SmallIntVector integers) {
      integers.setSafe(row, input.getShort());
    } else if (vector instanceof IntVector integers) {
      integers.setSafe(row, input.getInt());
    } else if (vector instanceof BigIntVector integers) {
      integers.setSafe(row, input.getLong());
    } else if (vector instanceof Float4Vector floats) {
      floats.setSafe(row, input.getFloat());
    } else if (vector instanceof Float8Vector floats) {
      floats.setSafe(row, input.getDouble());
    } else if (vector instanceof DecimalVector decimals) {
      BigInteger unscaled = new BigInteger(readBytes(input));
      decimals.setSafe(row, new BigDecimal(unscaled, decimals.getScale()));
    } else if (vector instanceof VarCharVector texts) {
      texts.setSafe(row, readBytes(input));
    } else if (vector instanceof VarBinaryVector binaries) {
      binaries.setSafe(row, readBytes(input));
    } else if (vector instanceof DateDayVector dates) {
      dates.setSafe(row, input.getInt());
    } else if (vector instanceof TimeStampVector timestamps) {
      timestamps.setSafe(row, input.getLong());
    } else {
      readNested(input, vector, row);
    }
  }

  private static void readNested(ByteBuffer input, FieldVector vector, int row) {
    if (vector instanceof ListVector lists) {
      int length = input.getInt();
      int start = lists.startNewValue(row);
      for (int i = 0; i < length; i++) {
        read(input, lists.getDataVector(), start + i);
      }
      lists.endValue(row, length);
    } else if (vector instanceof StructVector structs) {
      while (structs.getValueCapacity() <= row) {
        structs.reAlloc();
      }
      structs.setIndexDefined(row);
      for (FieldVector child : structs.getChildrenFromFields()) {
        read(input, child, row);
      }
    } else {
      throw new IllegalArgumentException("no encoding for " + vector.getField());
    }
  }

  /**
   * Reads bytes that have their length before them.
   *
   * @throws BufferUnderflowException when there are not so many: what is stored was damaged
   */
  static byte[] readBytes(ByteBuffer input) {
    int length = input.getInt();
    if (length < 0 || length > input.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] value = new byte[length];
    input.get(value);
    return value;
  }
}
