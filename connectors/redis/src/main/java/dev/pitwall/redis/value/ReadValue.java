package dev.pitwall.redis.value;

import dev.pitwall.redis.wire.MalformedBytesException;
import dev.pitwall.redis.wire.WireReader;
import dev.pitwall.redis.wire.WireType;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import org.apache.arrow.vector.util.Text;

/**
 * One {@code Value} message taken apart: which kind it is, and its bits or where its bytes are.
 * Reused for every value of a lookup. Not thread-safe.
 */
final class ReadValue {
  private final WireReader reader = new WireReader();
  private byte[] bytes;
  private int field;
  private long bits;
  private int from;
  private int to;
  private long rest;
  private int restsFrom;
  private int restsTo;

  /** Takes apart a message in part of an array. */
  void read(byte[] array, int start, int end) {
    bytes = array;
    field = ValueField.NULL;
    rest = 0;
    restsFrom = 0;
    restsTo = 0;
    reader.reset(array, start, end);
    while (reader.hasMore()) {
      readField(reader.tag());
    }
  }

  private void readField(int tag) {
    if (tag == WireType.tag(ValueField.MICROS, WireType.VARINT)) {
      rest = microsecond(reader.varint());
    } else if (tag == WireType.tag(ValueField.MICROS, WireType.BLOCK)) {
      restsFrom = -reader.block();
      restsTo = reader.position();
      restsFrom += restsTo;
    } else {
      field = tag >>> 3;
      switch (tag & 7) {
        case WireType.VARINT -> bits = reader.varint();
        case WireType.FIXED32 -> bits = reader.fixed32();
        case WireType.FIXED64 -> bits = reader.fixed64();
        case WireType.BLOCK -> {
          int length = reader.block();
          to = reader.position();
          from = to - length;
        }
        default -> reader.skip(tag);
      }
      check(tag & 7);
    }
  }

  /** That the kind is written the way it should be: else bits of another kind would be read. */
  private void check(int wireType) {
    int wanted =
        switch (field) {
          case ValueField.INT32,
              ValueField.INT64,
              ValueField.BOOL,
              ValueField.UNIX_TIMESTAMP,
              ValueField.NULL ->
              WireType.VARINT;
          case ValueField.DOUBLE -> WireType.FIXED64;
          case ValueField.FLOAT -> WireType.FIXED32;
          default -> WireType.BLOCK;
        };
    if (wireType != wanted) {
      throw new MalformedBytesException("the value is not written as its kind wants");
    }
  }

  static long microsecond(long rest) {
    if (rest < 0 || rest >= EpochTime.MICROS_A_SECOND) {
      throw new MalformedBytesException("a timestamp has " + rest + " microseconds");
    }
    return rest;
  }

  int field() {
    return field;
  }

  long bits() {
    return bits;
  }

  boolean isNull() {
    return field == ValueField.NULL
        || (field == ValueField.UNIX_TIMESTAMP && bits == EpochTime.NULL_SECONDS);
  }

  /** The microseconds within the second. */
  long rest() {
    return rest;
  }

  byte[] array() {
    return bytes;
  }

  int from() {
    return from;
  }

  int to() {
    return to;
  }

  /** A new reader of the value's block. */
  WireReader block() {
    WireReader nested = new WireReader();
    nested.reset(bytes, from, to);
    return nested;
  }

  /** A new reader of the microseconds of a list of timestamps; empty when all are zero. */
  WireReader rests() {
    WireReader nested = new WireReader();
    nested.reset(bytes, restsFrom, restsTo);
    return nested;
  }

  byte[] copy() {
    return Arrays.copyOfRange(bytes, from, to);
  }

  /** The block, which is UTF-8. */
  byte[] text() {
    byte[] text = copy();
    try {
      Text.validateUTF8(text);
    } catch (CharacterCodingException e) {
      throw new MalformedBytesException("the text is no UTF-8", e);
    }
    return text;
  }
}
