package dev.pitwall.execution.vector;

import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.util.MemoryUtil;

/** Copies validity bits. */
final class ValidityGather {
  private ValidityGather() {}

  /** Sets the bits of a validity buffer, which has to be large enough, for the rows gathered. */
  static void gather(ColumnSources sources, long[] addresses, int count, ArrowBuf validity) {
    if (count == 0) {
      return;
    }
    long target = validity.memoryAddress();
    if (sources.hasNulls()) {
      gatherBits(sources.validity(), addresses, count, target);
    } else {
      markPresent(addresses, count, target);
    }
  }

  /** Copies bits of bitmaps, {@link ColumnSources#data} or {@link ColumnSources#validity}. */
  static void gatherBits(long[] bitmaps, long[] addresses, int count, long target) {
    for (int first = 0; first < count; first += 8) {
      int bits = 0;
      int last = Math.min(first + 8, count);
      for (int i = first; i < last; i++) {
        long bitmap = ColumnSources.buffer(bitmaps, addresses[i]);
        bits |= bit(bitmap, RowAddress.row(addresses[i])) << (i - first);
      }
      MemoryUtil.putByte(target + (first >>> 3), (byte) bits);
    }
  }

  private static void markPresent(long[] addresses, int count, long target) {
    for (int first = 0; first < count; first += 8) {
      int bits = 0;
      int last = Math.min(first + 8, count);
      for (int i = first; i < last; i++) {
        bits |= (addresses[i] == RowAddress.NONE ? 0 : 1) << (i - first);
      }
      MemoryUtil.putByte(target + (first >>> 3), (byte) bits);
    }
  }

  private static int bit(long bitmap, int index) {
    return (MemoryUtil.getByte(bitmap + (index >>> 3)) >>> (index & 7)) & 1;
  }
}
