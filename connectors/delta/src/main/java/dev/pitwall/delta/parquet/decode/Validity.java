package dev.pitwall.delta.parquet.decode;

import org.apache.arrow.memory.util.MemoryUtil;

/** Sets bits of a validity buffer by address. */
final class Validity {
  private Validity() {}

  /** Marks consecutive slots as present. */
  static void setRun(long address, int slot, int count) {
    int at = slot;
    int end = slot + count;
    while (at < end && (at & 7) != 0) {
      set(address, at++);
    }
    int wholeBytes = (end - at) >> 3;
    if (wholeBytes > 0) {
      MemoryUtil.setMemory(address + (at >> 3), wholeBytes, (byte) 0xFF);
      at += wholeBytes << 3;
    }
    while (at < end) {
      set(address, at++);
    }
  }

  /** Marks slots as present. */
  static void setAll(long address, int[] slots, int count) {
    for (int i = 0; i < count; i++) {
      set(address, slots[i]);
    }
  }

  private static void set(long address, int slot) {
    long at = address + (slot >> 3);
    MemoryUtil.putByte(at, (byte) (MemoryUtil.getByte(at) | 1 << (slot & 7)));
  }
}
