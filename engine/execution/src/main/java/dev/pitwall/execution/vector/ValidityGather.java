package dev.pitwall.execution.vector;

import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.util.MemoryUtil;

/** Copies validity bits. */
final class ValidityGather {
  private static final byte ALL_SET = (byte) 0xFF;

  private ValidityGather() {}

  /** Sets the bits of a validity buffer, which has to be large enough, for the rows gathered. */
  static void gather(ColumnSources sources, long[] addresses, int count, ArrowBuf validity) {
    if (count == 0) {
      return;
    }
    long target = validity.memoryAddress();
    if (allValid(sources, addresses, count)) {
      MemoryUtil.setMemory(target, (count + 7) / 8, ALL_SET);
      return;
    }
    gatherBits(sources.validity(), addresses, count, target);
  }

  /** Copies bits of bitmaps at the given memory addresses; no address gives a zero. */
  static void gatherBits(long[] bitmaps, long[] addresses, int count, long target) {
    for (int first = 0; first < count; first += 8) {
      int bits = 0;
      int last = Math.min(first + 8, count);
      for (int i = first; i < last; i++) {
        long address = addresses[i];
        if (address != RowAddress.NONE) {
          bits |= bit(bitmaps[RowAddress.batch(address)], RowAddress.row(address)) << (i - first);
        }
      }
      MemoryUtil.putByte(target + (first >>> 3), (byte) bits);
    }
  }

  private static int bit(long bitmap, int index) {
    return (MemoryUtil.getByte(bitmap + (index >>> 3)) >>> (index & 7)) & 1;
  }

  private static boolean allValid(ColumnSources sources, long[] addresses, int count) {
    if (sources.hasNulls()) {
      return false;
    }
    for (int i = 0; i < count; i++) {
      if (addresses[i] == RowAddress.NONE) {
        return false;
      }
    }
    return true;
  }
}
