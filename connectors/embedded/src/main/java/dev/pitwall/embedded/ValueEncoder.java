package dev.pitwall.embedded;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
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

/**
 * Writes values as bytes: a flag for NULL, then the value in a form that its type alone tells the
 * length of, or with its length before it. Equal values have equal bytes, so the bytes of a key are
 * its identity.
 */
final class ValueEncoder {
  private static final int NULL = 0;
  private static final int PRESENT = 1;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final DataOutputStream output = new DataOutputStream(bytes);

  /** The bytes of one value. */
  static byte[] encode(FieldVector vector, int row) {
    ValueEncoder encoder = new ValueEncoder();
    encoder.add(vector, row);
    return encoder.toBytes();
  }

  /** Adds a value behind those added before. */
  void add(FieldVector vector, int row) {
    try {
      write(vector, row);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  byte[] toBytes() {
    return bytes.toByteArray();
  }

  private void write(FieldVector vector, int row) throws IOException {
    if (vector.isNull(row)) {
      output.writeByte(NULL);
      return;
    }
    output.writeByte(PRESENT);
    if (vector instanceof BitVector booleans) {
      output.writeByte(booleans.get(row));
    } else if (vector instanceof TinyIntVector integers) {
      output.writeByte(integers.get(row));
    } else if (vector instanceof SmallIntVector integers) {
      output.writeShort(integers.get(row));
    } else if (vector instanceof IntVector integers) {
      output.writeInt(integers.get(row));
    } else if (vector instanceof BigIntVector integers) {
      output.writeLong(integers.get(row));
    } else if (vector instanceof Float4Vector floats) {
      output.writeFloat(floats.get(row));
    } else if (vector instanceof Float8Vector floats) {
      output.writeDouble(floats.get(row));
    } else if (vector instanceof DecimalVector decimals) {
      writeBytes(decimals.getObject(row).unscaledValue().toByteArray());
    } else if (vector instanceof VarCharVector texts) {
      writeBytes(texts.get(row));
    } else if (vector instanceof VarBinaryVector binaries) {
      writeBytes(binaries.get(row));
    } else if (vector instanceof DateDayVector dates) {
      output.writeInt(dates.get(row));
    } else if (vector instanceof TimeStampVector timestamps) {
      output.writeLong(timestamps.get(row));
    } else {
      writeNested(vector, row);
    }
  }

  /** A map is a list of its entries. */
  private void writeNested(FieldVector vector, int row) throws IOException {
    if (vector instanceof ListVector lists) {
      int start = lists.getElementStartIndex(row);
      int end = lists.getElementEndIndex(row);
      output.writeInt(end - start);
      for (int i = start; i < end; i++) {
        write(lists.getDataVector(), i);
      }
    } else if (vector instanceof StructVector structs) {
      for (FieldVector child : structs.getChildrenFromFields()) {
        write(child, row);
      }
    } else {
      throw new IllegalArgumentException("no encoding for " + vector.getField());
    }
  }

  private void writeBytes(byte[] value) throws IOException {
    output.writeInt(value.length);
    output.write(value);
  }
}
