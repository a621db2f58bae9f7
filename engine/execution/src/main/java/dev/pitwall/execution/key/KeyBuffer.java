package dev.pitwall.execution.key;

import java.util.Arrays;
import org.apache.arrow.memory.util.MemoryUtil;

/** Bytes that grow. */
final class KeyBuffer {
  private byte[] bytes = new byte[256];
  private int length;

  void clear() {
    length = 0;
  }

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  void putByte(int value) {
    grow(1);
    bytes[length++] = (byte) value;
  }

  void putInt(int value) {
    grow(Integer.BYTES);
    for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
      bytes[length++] = (byte) (value >>> shift);
    }
  }

  void putLong(long value) {
    putInt((int) value);
    putInt((int) (value >>> Integer.SIZE));
  }

  /** Copies off-heap memory. */
  void putMemory(long address, int count) {
    grow(count);
    MemoryUtil.copyFromMemory(address, bytes, length, count);
    length += count;
  }

  private void grow(int count) {
    int needed = Math.addExact(length, count);
    if (needed > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(needed, (int) Math.min(2L * bytes.length, 1 << 30)));
    }
  }
}
