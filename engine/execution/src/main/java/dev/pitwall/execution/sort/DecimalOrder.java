package dev.pitwall.execution.sort;

import dev.pitwall.execution.vector.RowAddress;
import org.apache.arrow.memory.util.MemoryUtil;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;

/** The order of decimals of one scale: that of their 128-bit unscaled values. */
final class DecimalOrder implements RowOrder {
  private final long[] addresses;
  private final long[] data;

  DecimalOrder(FieldVector[] vectors, long[] addresses) {
    this.addresses = addresses;
    this.data = new long[vectors.length];
    for (int i = 0; i < vectors.length; i++) {
      data[i] = vectors[i].getDataBufferAddress();
    }
  }

  @Override
  public int compare(int left, int right) {
    long leftAddress = address(left);
    long rightAddress = address(right);
    int high =
        Long.compare(
            MemoryUtil.getLong(leftAddress + Long.BYTES),
            MemoryUtil.getLong(rightAddress + Long.BYTES));
    return high != 0
        ? high
        : Long.compareUnsigned(MemoryUtil.getLong(leftAddress), MemoryUtil.getLong(rightAddress));
  }

  private long address(int row) {
    long address = addresses[row];
    return data[RowAddress.batch(address)]
        + (long) DecimalVector.TYPE_WIDTH * RowAddress.row(address);
  }
}
