package dev.pitwall.execution.aggregate;

import dev.pitwall.execution.memory.HeapReservation;
import dev.pitwall.execution.memory.QueryMemory;
import dev.pitwall.execution.vector.LongColumn;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import org.apache.arrow.vector.FieldVector;

/**
 * SUM of integers, kept in 128 bits: so only a sum that itself does not fit fails, not one whose
 * parts are large on the way.
 */
final class IntegerSum implements Accumulator {
  private final HeapReservation reservation;
  private long[] low = {};
  private long[] high = {};
  private boolean[] any = {};

  IntegerSum(QueryMemory memory) {
    this.reservation = memory.reservation();
  }

  @Override
  public void grow(int groups) {
    if (groups > low.length) {
      int capacity = GroupCapacity.of(groups);
      reservation.resize((2L * Long.BYTES + 1) * capacity);
      low = Arrays.copyOf(low, capacity);
      high = Arrays.copyOf(high, capacity);
      any = Arrays.copyOf(any, capacity);
    }
  }

  @Override
  public void add(FieldVector argument, SelectedRows rows, int[] groups) {
    for (int i = 0; i < rows.count(); i++) {
      add(groups[rows.row(i)], LongColumn.at(argument, rows.row(i)));
    }
  }

  private void add(int group, long value) {
    long sum = low[group] + value;
    boolean carry = Long.compareUnsigned(sum, value) < 0;
    low[group] = sum;
    high[group] += (value >> (Long.SIZE - 1)) + (carry ? 1 : 0);
    any[group] = true;
  }

  @Override
  public void write(int firstGroup, int count, FieldVector output) {
    for (int i = 0; i < count; i++) {
      int group = firstGroup + i;
      SumWriter.write(output, i, any[group] ? new BigDecimal(value(group)) : null);
    }
  }

  private BigInteger value(int group) {
    BigInteger unsignedLow = BigInteger.valueOf(low[group] >>> 1).shiftLeft(1);
    return BigInteger.valueOf(high[group])
        .shiftLeft(Long.SIZE)
        .add(unsignedLow)
        .add(BigInteger.valueOf(low[group] & 1));
  }

  @Override
  public void close() {
    reservation.close();
  }
}
