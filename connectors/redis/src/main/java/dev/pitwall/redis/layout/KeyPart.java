package dev.pitwall.redis.layout;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pitwall.redis.value.EpochTime;
import dev.pitwall.redis.value.NumberCells;
import dev.pitwall.redis.wire.MalformedBytesException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import org.apache.arrow.vector.BaseIntVector;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;

/**
 * One join key's value inside of a key. Feast knows bytes, text, integers and whole seconds; ours
 * beyond that, which Feast refuses, are BOOL (7, one byte), DECIMAL (44, plain text without zeros
 * at the end) and a UNIX_TIMESTAMP of twelve bytes, the last four being microseconds.
 *
 * @param type a number of Feast's {@code ValueType}
 * @param payload the value, not to be changed
 */
record KeyPart(int type, byte[] payload) {
  private static final int BYTES = 1;
  private static final int STRING = 2;
  private static final int INT32 = 3;
  private static final int INT64 = 4;
  private static final int BOOL = 7;
  private static final int UNIX_TIMESTAMP = 8;
  private static final int DECIMAL = 44;

  /** A value of a vector, which is not NULL. */
  static KeyPart of(FieldVector vector, int row) {
    if (vector instanceof BigIntVector longs) {
      return new KeyPart(INT64, littleEndian(Long.BYTES).putLong(longs.get(row)).array());
    } else if (vector instanceof BaseIntVector integers) {
      int integer = (int) integers.getValueAsLong(row);
      return new KeyPart(INT32, littleEndian(Integer.BYTES).putInt(integer).array());
    } else if (vector instanceof VarCharVector texts) {
      return new KeyPart(STRING, texts.get(row));
    } else if (vector instanceof VarBinaryVector binaries) {
      return new KeyPart(BYTES, binaries.get(row));
    } else if (vector instanceof BitVector bits) {
      return new KeyPart(BOOL, new byte[] {(byte) bits.get(row)});
    } else if (vector instanceof DecimalVector decimals) {
      String text = decimals.getObject(row).stripTrailingZeros().toPlainString();
      return new KeyPart(DECIMAL, text.getBytes(UTF_8));
    }
    return ofTime(EpochTime.micros(vector, row));
  }

  private static KeyPart ofTime(long micros) {
    int rest = (int) EpochTime.rest(micros);
    ByteBuffer bytes = littleEndian(rest == 0 ? Long.BYTES : Long.BYTES + Integer.BYTES);
    bytes.putLong(EpochTime.seconds(micros));
    if (rest != 0) {
      bytes.putInt(rest);
    }
    return new KeyPart(UNIX_TIMESTAMP, bytes.array());
  }

  /** The value as version 1 has it; empty when it cannot have it. */
  Optional<KeyPart> narrow() {
    if (type != INT64) {
      return Optional.of(this);
    }
    long integer = buffer().getLong();
    return (int) integer == integer
        ? Optional.of(new KeyPart(type, littleEndian(4).putInt((int) integer).array()))
        : Optional.empty();
  }

  /** The value of version 1 as the others have it. */
  KeyPart widen() {
    return type == INT64 && payload.length == Integer.BYTES
        ? new KeyPart(type, littleEndian(Long.BYTES).putLong(buffer().getInt()).array())
        : this;
  }

  /** Whether the value is one that {@link #of} makes of such a vector. */
  boolean fits(FieldVector vector) {
    if (vector instanceof BigIntVector) {
      return type == INT64 && payload.length == Long.BYTES;
    } else if (vector instanceof BaseIntVector) {
      return type == INT32 && payload.length == Integer.BYTES;
    } else if (vector instanceof VarCharVector) {
      return type == STRING;
    } else if (vector instanceof VarBinaryVector) {
      return type == BYTES;
    } else if (vector instanceof BitVector) {
      return type == BOOL && payload.length == 1;
    } else if (vector instanceof DecimalVector) {
      return type == DECIMAL;
    }
    boolean whole = payload.length == Long.BYTES;
    boolean exact = payload.length == Long.BYTES + Integer.BYTES;
    return type == UNIX_TIMESTAMP && (whole || exact && vector instanceof TimeStampVector);
  }

  /**
   * Writes the value into a vector that it fits.
   *
   * @throws MalformedBytesException when the value is out of the type's range
   */
  void put(FieldVector vector, int row) {
    if (vector instanceof BigIntVector longs) {
      longs.setSafe(row, buffer().getLong());
    } else if (vector instanceof BaseIntVector) {
      NumberCells.setInteger(vector, row, buffer().getInt());
    } else if (vector instanceof VarCharVector texts) {
      texts.setSafe(row, payload);
    } else if (vector instanceof VarBinaryVector binaries) {
      binaries.setSafe(row, payload);
    } else if (vector instanceof BitVector bits) {
      bits.setSafe(row, payload[0]);
    } else if (vector instanceof DecimalVector decimals) {
      NumberCells.setDecimal(decimals, row, new String(payload, UTF_8));
    } else {
      putTime(vector, row);
    }
  }

  private void putTime(FieldVector vector, int row) {
    ByteBuffer bytes = buffer();
    long seconds = bytes.getLong();
    int rest = bytes.hasRemaining() ? bytes.getInt() : 0;
    if (vector instanceof DateDayVector dates) {
      dates.setSafe(row, NumberCells.day(seconds, rest));
    } else {
      ((TimeStampVector) vector).setSafe(row, NumberCells.micros(seconds, rest));
    }
  }

  private ByteBuffer buffer() {
    return ByteBuffer.wrap(payload).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static ByteBuffer littleEndian(int length) {
    return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
  }
}
