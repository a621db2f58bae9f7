package dev.pitwall.execution.sort;

import dev.pitwall.execution.vector.RowAddress;
import org.apache.arrow.memory.util.MemoryUtil;
import org.apache.arrow.vector.FieldVector;

/** The order of texts and binary values: byte by byte, which for UTF-8 is by code point. */
final class BytesOrder implements RowOrder {
  private final long[] addresses;
  private final long[] offsets;
  private final long[] data;

  BytesOrder(FieldVector[] vectors, long[] addresses) {
    this.addresses = addresses;
    this.offsets = new long[vectors.length];
    this.data = new long[vectors.length];
    for (int i = 0; i < vectors.length; i++) {
      offsets[i] = vectors[i].getOffsetBufferAddress();
      data[i] = vectors[i].getDataBufferAddress();
    }
  }

  @Override
  public int compare(int left, int right) {
    long leftStart = start(left);
    long rightStart = start(right);
    int leftLength = length(left);
    int rightLength = length(right);
    int common = Math.min(leftLength, rightLength);
    for (int i = 0; i < common; i++) {
      byte leftByte = MemoryUtil.getByte(leftStart + i);
      byte rightByte = MemoryUtil.getByte(rightStart + i);
      if (leftByte != rightByte) {
        return Byte.compareUnsigned(leftByte, rightByte);
      }
    }
    return Integer.compare(leftLength, rightLength);
  }

  private long offset(int row) {
    return offsets[RowAddress.batch(addresses[row])] + 4L * RowAddress.row(addresses[row]);
  }

  private long start(int row) {
    return data[RowAddress.batch(addresses[row])] + MemoryUtil.getInt(offset(row));
  }

  private int length(int row) {
    long offset = offset(row);
    return MemoryUtil.getInt(offset + Integer.BYTES) - MemoryUtil.getInt(offset);
  }
}
