package dev.pitwall.redis.wire;

import java.util.Arrays;

/** Writes the protobuf wire format. Not thread-safe. */
public final class WireWriter {
  private byte[] bytes = new byte[32];
  private int size;

  /** What was written. */
  public byte[] toBytes() {
    return Arrays.copyOf(bytes, size);
  }

  public WireWriter varint(long value) {
    long rest = value;
    reserve(10);
    while ((rest & ~0x7fL) != 0) {
      bytes[size++] = (byte) (rest & 0x7f | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
    return this;
  }

  public WireWriter fixed32(int value) {
    return littleEndian(value, Integer.BYTES);
  }

  public WireWriter fixed64(long value) {
    return littleEndian(value, Long.BYTES);
  }

  /** Writes bytes with their length before them. */
  public WireWriter block(byte[] block) {
    varint(block.length);
    reserve(block.length);
    System.arraycopy(block, 0, bytes, size, block.length);
    size += block.length;
    return this;
  }

  /** Writes the tag of a field, whose value is to follow. */
  public WireWriter tag(int field, int wireType) {
    return varint(WireType.tag(field, wireType));
  }

  private WireWriter littleEndian(long value, int length) {
    reserve(length);
    for (int i = 0; i < length; i++) {
      bytes[size++] = (byte) (value >>> (i * Byte.SIZE));
    }
    return this;
  }

  private void reserve(int length) {
    if (size + length > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + length));
    }
  }
}
