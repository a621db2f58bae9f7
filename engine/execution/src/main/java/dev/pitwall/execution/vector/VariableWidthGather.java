package dev.pitwall.execution.vector;

import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import org.apache.arrow.memory.util.MemoryUtil;
import org.apache.arrow.vector.BaseVariableWidthVector;

/** Copies text and binary values. */
final class VariableWidthGather {
  private VariableWidthGather() {}

  static void gather(
      ColumnSources sources, long[] addresses, int count, BaseVariableWidthVector target) {
    long[] offsets = sources.offsets();
    target.allocateNew(totalBytes(offsets, addresses, count), count);
    copy(offsets, sources.data(), addresses, count, target);
    ValidityGather.gather(sources, addresses, count, target.getValidityBuffer());
    target.setLastSet(count - 1);
    target.setValueCount(count);
  }

  private static void copy(
      long[] offsets, long[] data, long[] addresses, int count, BaseVariableWidthVector target) {
    long targetOffsets = target.getOffsetBufferAddress();
    long targetData = target.getDataBufferAddress();
    int end = 0;
    MemoryUtil.putInt(targetOffsets, 0);
    for (int i = 0; i < count; i++) {
      long offset = ColumnSources.locate(offsets, addresses[i], Integer.BYTES);
      int start = MemoryUtil.getInt(offset);
      int length = MemoryUtil.getInt(offset + Integer.BYTES) - start;
      long from = ColumnSources.buffer(data, addresses[i]) + start;
      MemoryUtil.copyMemory(from, targetData + end, length);
      end += length;
      MemoryUtil.putInt(targetOffsets + 4L * (i + 1), end);
    }
  }

  private static long totalBytes(long[] offsets, long[] addresses, int count) {
    long total = 0;
    for (int i = 0; i < count; i++) {
      long offset = ColumnSources.locate(offsets, addresses[i], Integer.BYTES);
      total += MemoryUtil.getInt(offset + Integer.BYTES) - MemoryUtil.getInt(offset);
    }
    if (total > Integer.MAX_VALUE) {
      throw new PitwallException(
          ErrorCode.LIMIT_EXCEEDED,
          "one batch would hold more than 2 GiB of text in one column; shorten its values");
    }
    return total;
  }
}
