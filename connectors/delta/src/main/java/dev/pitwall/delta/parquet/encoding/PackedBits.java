package dev.pitwall.delta.parquet.encoding;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Numbers of some bits each, packed one after the other, the least significant bit first. */
final class PackedBits {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private PackedBits() {}

  /** The eight bytes from an index on; those beyond the array count as zero. */
  static long word(byte[] bytes, int at) {
    return at <= bytes.length - Long.BYTES ? (long) LONG.get(bytes, at) : lastWord(bytes, at);
  }

  private static long lastWord(byte[] bytes, int at) {
    long word = 0;
    for (int i = 0; at + i < bytes.length; i++) {
      word |= (bytes[at + i] & 0xFFL) << (Byte.SIZE * i);
    }
    return word;
  }
}
