package dev.pitwall.execution.vector;

import org.apache.arrow.memory.util.MemoryUtil;
import org.apache.arrow.vector.BaseFixedWidthVector;

/** Copies values of columns whose values all take the same whole number of bytes. */
final class FixedWidthGather {
  private FixedWidthGather() {}

  static void gather(
      ColumnSources sources, long[] addresses, int count, BaseFixedWidthVector target) {
    target.allocateNew(count);
    long[] data = sources.data();
    long to = target.getDataBufferAddress();
    switch (target.getTypeWidth()) {
      case 8 -> gather8(data, addresses, count, to);
      case 4 -> gather4(data, addresses, count, to);
      default -> gatherAny(data, addresses, count, to, target.getTypeWidth());
    }
    ValidityGather.gather(sources, addresses, count, target.getValidityBuffer());
    target.setValueCount(count);
  }

  private static void gather8(long[] data, long[] addresses, int count, long target) {
    for (int i = 0; i < count; i++) {
      long from = ColumnSources.locate(data, addresses[i], 8);
      MemoryUtil.putLong(target + 8L * i, MemoryUtil.getLong(from));
    }
  }

  private static void gather4(long[] data, long[] addresses, int count, long target) {
    for (int i = 0; i < count; i++) {
      long from = ColumnSources.locate(data, addresses[i], 4);
      MemoryUtil.putInt(target + 4L * i, MemoryUtil.getInt(from));
    }
  }

  private static void gatherAny(long[] data, long[] addresses, int count, long target, int width) {
    for (int i = 0; i < count; i++) {
      long from = ColumnSources.locate(data, addresses[i], width);
      MemoryUtil.copyMemory(from, target + (long) width * i, width);
    }
  }
}
