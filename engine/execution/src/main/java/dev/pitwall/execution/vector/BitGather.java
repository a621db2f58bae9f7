package dev.pitwall.execution.vector;

import org.apache.arrow.vector.BitVector;

/** Copies values of Boolean columns. */
final class BitGather {
  private BitGather() {}

  static void gather(ColumnSources sources, long[] addresses, int count, BitVector target) {
    target.allocateNew(count);
    ValidityGather.gatherBits(sources.data(), addresses, count, target.getDataBufferAddress());
    ValidityGather.gather(sources, addresses, count, target.getValidityBuffer());
    target.setValueCount(count);
  }
}
