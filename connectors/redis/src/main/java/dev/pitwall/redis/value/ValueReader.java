package dev.pitwall.redis.value;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pitwall.redis.wire.MalformedBytesException;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.complex.StructVector;

/**
 * Reads Feast's {@code Value} messages into vectors. What another writer stored under a narrower or
 * wider type is taken where the value stays exactly the same. Not thread-safe.
 */
public final class ValueReader {
  private final ReadValue value = new ReadValue();

  /**
   * Writes one value into a row of a vector, which grows as needed.
   *
   * @return whether the value is there, and not NULL
   * @throws MalformedBytesException when the bytes are no value of the vector's type
   */
  public boolean read(byte[] message, FieldVector vector, int row) {
    return read(message, 0, message.length, vector, row);
  }

  boolean read(byte[] array, int from, int to, FieldVector vector, int row) {
    value.read(array, from, to);
    if (value.isNull()) {
      setNull(vector, row);
      return false;
    }
    if (vector instanceof MapVector maps) {
      NestedReader.readMap(value, maps, row);
    } else if (vector instanceof ListVector lists) {
      NestedReader.readList(value, lists, row);
    } else if (vector instanceof StructVector structs) {
      NestedReader.readStruct(value, structs, row);
    } else {
      readScalar(vector, row);
    }
    return true;
  }

  /** Makes a row NULL; the vector grows as needed. */
  public static void setNull(FieldVector vector, int row) {
    while (vector.getValueCapacity() <= row) {
      vector.reAlloc();
    }
    vector.setNull(row);
  }

  private void readScalar(FieldVector vector, int row) {
    if (vector instanceof Float8Vector doubles) {
      doubles.setSafe(row, real());
    } else if (vector instanceof Float4Vector floats) {
      floats.setSafe(row, single());
    } else if (vector instanceof VarCharVector texts) {
      require(isText());
      texts.setSafe(row, value.text());
    } else if (vector instanceof VarBinaryVector binaries) {
      require(value.field() == ValueField.BYTES);
      binaries.setSafe(row, value.copy());
    } else if (vector instanceof BitVector bits) {
      require(value.field() == ValueField.BOOL);
      bits.setSafe(row, value.bits() == 0 ? 0 : 1);
    } else if (vector instanceof TimeStampVector timestamps) {
      require(value.field() == ValueField.UNIX_TIMESTAMP);
      timestamps.setSafe(row, NumberCells.micros(value.bits(), value.rest()));
    } else if (vector instanceof DateDayVector dates) {
      require(value.field() == ValueField.UNIX_TIMESTAMP);
      dates.setSafe(row, NumberCells.day(value.bits(), value.rest()));
    } else if (vector instanceof DecimalVector decimals) {
      require(value.field() == ValueField.DECIMAL);
      NumberCells.setDecimal(decimals, row, new String(value.copy(), UTF_8));
    } else {
      require(value.field() == ValueField.INT32 || value.field() == ValueField.INT64);
      NumberCells.setInteger(vector, row, value.bits());
    }
  }

  private boolean isText() {
    return switch (value.field()) {
      case ValueField.STRING, ValueField.JSON, ValueField.UUID, ValueField.TIME_UUID -> true;
      default -> false;
    };
  }

  private double real() {
    if (value.field() == ValueField.FLOAT) {
      return Float.intBitsToFloat((int) value.bits());
    }
    require(value.field() == ValueField.DOUBLE);
    return Double.longBitsToDouble(value.bits());
  }

  private float single() {
    if (value.field() == ValueField.FLOAT) {
      return Float.intBitsToFloat((int) value.bits());
    }
    require(value.field() == ValueField.DOUBLE);
    double real = Double.longBitsToDouble(value.bits());
    require(Double.isNaN(real) || (float) real == real);
    return (float) real;
  }

  private void require(boolean fits) {
    if (!fits) {
      throw new MalformedBytesException(
          "the value is of Feast's kind " + value.field() + ", which the type cannot take");
    }
  }
}
