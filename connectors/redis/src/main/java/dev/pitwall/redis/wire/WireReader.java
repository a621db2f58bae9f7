package dev.pitwall.redis.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Reads the protobuf wire format, never past its end. A reader is reused by {@link #reset}, since
 * one is needed for every value of a lookup. Not thread-safe.
 */
public final class WireReader {
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private byte[] bytes = new byte[0];
  private int position;
  private int end;

  /** A reader of all the bytes. */
  public static WireReader of(byte[] bytes) {
    WireReader reader = new WireReader();
    reader.reset(bytes, 0, bytes.length);
    return reader;
  }

  /** Starts over with a part of an array, which is not copied. */
  public void reset(byte[] array, int from, int to) {
    bytes = array;
    position = from;
    end = to;
  }

  public boolean hasMore() {
    return position < end;
  }

  /** The array that is read; positions count in it. */
  public byte[] array() {
    return bytes;
  }

  public int position() {
    return position;
  }

  /** Reads the number and wire type of the next field. */
  public int tag() {
    long tag = varint();
    if (tag < 8 || tag > 0xffff_ffffL) {
      throw new MalformedBytesException("a field has no number");
    }
    return (int) tag;
  }

  /** Reads an integer of up to 64 bits. */
  public long varint() {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      if (position >= end) {
        throw truncated();
      }
      byte next = bytes[position++];
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new MalformedBytesException("an integer has more than ten bytes");
  }

  /** Reads four bytes, little-endian. */
  public int fixed32() {
    int at = advance(Integer.BYTES);
    return (int) INTS.get(bytes, at);
  }

  /** Reads eight bytes, little-endian. */
  public long fixed64() {
    int at = advance(Long.BYTES);
    return (long) LONGS.get(bytes, at);
  }

  /** Reads a length and passes over so many bytes; they end at {@link #position()}. */
  public int block() {
    long length = varint();
    if (length < 0 || length > end - position) {
      throw truncated();
    }
    position += (int) length;
    return (int) length;
  }

  /** Reads a length and copies so many bytes. */
  public byte[] bytes() {
    int length = block();
    return Arrays.copyOfRange(bytes, position - length, position);
  }

  /** Reads a length; the reader of so many bytes. */
  public WireReader message() {
    int length = block();
    WireReader nested = new WireReader();
    nested.reset(bytes, position - length, position);
    return nested;
  }

  /** Passes over the value of a field. */
  public void skip(int tag) {
    switch (tag & 7) {
      case WireType.VARINT -> varint();
      case WireType.FIXED64 -> advance(Long.BYTES);
      case WireType.BLOCK -> block();
      case WireType.FIXED32 -> advance(Integer.BYTES);
      default -> throw new MalformedBytesException("a field has an unknown wire type");
    }
  }

  private int advance(int length) {
    if (length > end - position) {
      throw truncated();
    }
    int at = position;
    position += length;
    return at;
  }

  private static MalformedBytesException truncated() {
    return new MalformedBytesException("the bytes end too early");
  }
}
