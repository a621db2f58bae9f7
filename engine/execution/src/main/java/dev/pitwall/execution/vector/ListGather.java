package dev.pitwall.execution.vector;

import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import org.apache.arrow.memory.util.MemoryUtil;
import org.apache.arrow.vector.complex.ListVector;

/** Copies lists and maps, all elements of a batch at once. */
final class ListGather {
  private ListGather() {}

  static void gather(ColumnSources sources, long[] addresses, int count, ListVector target) {
    long[] offsets = sources.offsets();
    target.setInitialCapacity(count);
    target.allocateNew();
    int total = writeOffsets(offsets, addresses, count, target.getOffsetBuffer().memoryAddress());
    long[] elements = elements(offsets, addresses, count, total);
    ColumnSources inner = sources.children(list -> ((ListVector) list).getDataVector());
    if (total > 0) {
      VectorGather.gather(inner, elements, total, target.getDataVector());
    }
    ValidityGather.gather(sources, addresses, count, target.getValidityBuffer());
    target.setLastSet(count - 1);
    target.setValueCount(count);
  }

  /** Writes where each list will start; the number of elements of all. */
  private static int writeOffsets(long[] offsets, long[] addresses, int count, long target) {
    long end = 0;
    MemoryUtil.putInt(target, 0);
    for (int i = 0; i < count; i++) {
      end += length(offsets, addresses[i]);
      if (end > Integer.MAX_VALUE) {
        throw new PitwallException(
            ErrorCode.LIMIT_EXCEEDED,
            "one batch would hold more than 2^31 elements of lists in one column; shorten them");
      }
      MemoryUtil.putInt(target + 4L * (i + 1), (int) end);
    }
    return (int) end;
  }

  private static long[] elements(long[] offsets, long[] addresses, int count, int total) {
    long[] elements = new long[total];
    int next = 0;
    for (int i = 0; i < count; i++) {
      int length = length(offsets, addresses[i]);
      if (length > 0) {
        int batch = RowAddress.batch(addresses[i]);
        int start = MemoryUtil.getInt(offset(offsets, addresses[i]));
        for (int element = start; element < start + length; element++) {
          elements[next++] = RowAddress.of(batch, element);
        }
      }
    }
    return elements;
  }

  private static int length(long[] offsets, long address) {
    long offset = offset(offsets, address);
    return MemoryUtil.getInt(offset + Integer.BYTES) - MemoryUtil.getInt(offset);
  }

  private static long offset(long[] offsets, long address) {
    return ColumnSources.locate(offsets, address, Integer.BYTES);
  }
}
