package dev.pitwall.execution.aggregate;

import dev.pitwall.execution.memory.HeapReservation;
import dev.pitwall.execution.memory.QueryMemory;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import org.apache.arrow.vector.FieldVector;

/**
 * SUM of integers, kept in 128 bits: so only a sum that itself does not fit fails, not one whose
 * parts are large on the way.
 */
final class IntegerSum implements Accumulator {
  private static final long LOW_HALF = 0xFFFFFFFFL;

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
  public void add(FieldVector argument, SelectedRows rows) {
    long[] values = rows.longs(argument);
    if (rows.isOneGroup()) {
      addToFirst(values, rows.count());
      return;
    }
    for (int i = 0; i < rows.count(); i++) {
      add(rows.group(i), values[i], values[i] >> (Long.SIZE - 1));
    }
  }

  /** Adds up the halves of the values, whose sums fit into a long each. */
  private void addToFirst(long[] values, int count) {
    if (count == 0) {
      return;
    }
    long lowHalves = 0;
    long highHalves = 0;
    for (int i = 0; i < count; i++) {
      lowHalves += values[i] & LOW_HALF;
      highHalves += values[i] >> Integer.SIZE;
    }
    add(0, lowHalves, 0);
    add(0, highHalves << Integer.SIZE, highHalves >> Integer.SIZE);
  }

  /** Adds a number of 128 bits. */
  private void add(int group, long lowPart, long highPart) {
    long sum = low[group] + lowPart;
    boolean carry = Long.compareUnsigned(sum, lowPart) < 0;
    low[group] = sum;
    high[group] += highPart + (carry ? 1 : 0);
    any[group] = true;
  }

  @Override
  public void absorb(Accumulator other) {
    IntegerSum more = (IntegerSum) other;
    if (more.any[0]) {
      add(0, more.low[0], more.high[0]);
    }
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
