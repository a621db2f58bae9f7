package dev.pitwall.redis.layout;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** The name of a feature's field in the hash: MurmurHash3 (x86, 32 bit, seed 0), little-endian. */
final class FieldHash {
  private static final int FIRST = 0xcc9e2d51;
  private static final int SECOND = 0x1b873593;

  private FieldHash() {}

  /** The four bytes that stand for a feature of a view. */
  static byte[] of(String view, String feature) {
    int hash = murmur3((view + ":" + feature).getBytes(StandardCharsets.UTF_8));
    return ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN).putInt(hash).array();
  }

  private static int murmur3(byte[] text) {
    ByteBuffer words = ByteBuffer.wrap(text).order(ByteOrder.LITTLE_ENDIAN);
    int hash = 0;
    while (words.remaining() >= Integer.BYTES) {
      hash = Integer.rotateLeft(hash ^ scrambled(words.getInt()), 13) * 5 + 0xe6546b64;
    }
    int rest = 0;
    for (int shift = 0; words.hasRemaining(); shift += Byte.SIZE) {
      rest |= (words.get() & 0xff) << shift;
    }
    return finished(hash ^ scrambled(rest) ^ text.length);
  }

  private static int scrambled(int word) {
    return Integer.rotateLeft(word * FIRST, 15) * SECOND;
  }

  private static int finished(int mixed) {
    int hash = (mixed ^ (mixed >>> 16)) * 0x85ebca6b;
    hash = (hash ^ (hash >>> 13)) * 0xc2b2ae35;
    return hash ^ (hash >>> 16);
  }
}
