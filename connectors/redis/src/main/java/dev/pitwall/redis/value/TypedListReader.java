package dev.pitwall.redis.value;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pitwall.redis.wire.MalformedBytesException;
import dev.pitwall.redis.wire.WireReader;
import dev.pitwall.redis.wire.WireType;
import java.nio.charset.CharacterCodingException;
import org.apache.arrow.vector.BaseIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.util.Text;

/** Reads Feast's lists of one type, numbers packed or not. */
final class TypedListReader {
  private final int kind;
  private final WireReader rests;
  private final FieldVector elements;
  private int at;

  private TypedListReader(ReadValue value, FieldVector elements, int start) {
    this.kind =
        value.field() == ValueField.DECIMAL_LIST
            ? ValueField.DECIMAL
            : value.field() - ValueField.TO_LIST;
    this.rests = value.rests();
    this.elements = elements;
    this.at = start;
  }

  /** Writes the elements from a place on; how many they are. */
  static int read(ReadValue value, FieldVector elements, int start) {
    TypedListReader reader = new TypedListReader(value, elements, start);
    reader.require(reader.isTaken());
    reader.readAll(value.block());
    return reader.at - start;
  }

  private boolean isTaken() {
    if (elements instanceof VarCharVector) {
      return kind == ValueField.STRING;
    } else if (elements instanceof VarBinaryVector) {
      return kind == ValueField.BYTES;
    } else if (elements instanceof DecimalVector) {
      return kind == ValueField.DECIMAL;
    } else if (elements instanceof BitVector) {
      return kind == ValueField.BOOL;
    } else if (elements instanceof Float4Vector) {
      return kind == ValueField.FLOAT;
    } else if (elements instanceof Float8Vector) {
      return kind == ValueField.DOUBLE || kind == ValueField.FLOAT;
    } else if (EpochTime.isTime(elements)) {
      return kind == ValueField.UNIX_TIMESTAMP;
    }
    return elements instanceof BaseIntVector
        && (kind == ValueField.INT32 || kind == ValueField.INT64);
  }

  private boolean isText() {
    return kind == ValueField.STRING || kind == ValueField.BYTES || kind == ValueField.DECIMAL;
  }

  private void readAll(WireReader list) {
    while (list.hasMore()) {
      int tag = list.tag();
      if (tag >>> 3 != 1) {
        list.skip(tag);
      } else if (isText()) {
        require(tag == WireType.tag(1, WireType.BLOCK));
        readText(list.bytes());
      } else if ((tag & 7) == WireType.BLOCK) {
        WireReader packed = list.message();
        while (packed.hasMore()) {
          readNumber(packed);
        }
      } else {
        readNumber(list);
      }
    }
  }

  private void readText(byte[] text) {
    if (elements instanceof VarBinaryVector binaries) {
      binaries.setSafe(at++, text);
    } else if (elements instanceof DecimalVector decimals) {
      NumberCells.setDecimal(decimals, at++, new String(text, UTF_8));
    } else {
      try {
        Text.validateUTF8(text);
      } catch (CharacterCodingException e) {
        throw new MalformedBytesException("the text is no UTF-8", e);
      }
      ((VarCharVector) elements).setSafe(at++, text);
    }
  }

  private void readNumber(WireReader numbers) {
    if (elements instanceof Float4Vector floats) {
      floats.setSafe(at++, Float.intBitsToFloat(numbers.fixed32()));
    } else if (elements instanceof Float8Vector doubles) {
      doubles.setSafe(at++, real(numbers));
    } else if (elements instanceof BitVector bits) {
      bits.setSafe(at++, numbers.varint() == 0 ? 0 : 1);
    } else if (EpochTime.isTime(elements)) {
      readTime(numbers.varint(), rest());
    } else {
      NumberCells.setInteger(elements, at++, numbers.varint());
    }
  }

  private void readTime(long seconds, long rest) {
    if (seconds == EpochTime.NULL_SECONDS) {
      ValueReader.setNull(elements, at++);
    } else if (elements instanceof DateDayVector dates) {
      dates.setSafe(at++, NumberCells.day(seconds, rest));
    } else {
      ((TimeStampVector) elements).setSafe(at++, NumberCells.micros(seconds, rest));
    }
  }

  private double real(WireReader numbers) {
    return kind == ValueField.FLOAT
        ? Float.intBitsToFloat(numbers.fixed32())
        : Double.longBitsToDouble(numbers.fixed64());
  }

  private long rest() {
    return rests.hasMore() ? ReadValue.microsecond(rests.varint()) : 0;
  }

  private void require(boolean fits) {
    if (!fits) {
      throw new MalformedBytesException("the list's elements are of another kind");
    }
  }
}
