package dev.pitwall.execution.aggregate;

import dev.pitwall.execution.memory.HeapReservation;
import dev.pitwall.execution.memory.QueryMemory;
import dev.pitwall.execution.vector.VectorWriter;
import java.util.Arrays;
import org.apache.arrow.vector.FieldVector;

/** SUM of floating-point numbers, as doubles. */
final class DoubleSum implements Accumulator {
  private final HeapReservation reservation;
  private double[] sums = {};
  private boolean[] any = {};

  DoubleSum(QueryMemory memory) {
    this.reservation = memory.reservation();
  }

  @Override
  public void grow(int groups) {
    if (groups > sums.length) {
      int capacity = GroupCapacity.of(groups);
      reservation.resize((Double.BYTES + 1L) * capacity);
      sums = Arrays.copyOf(sums, capacity);
      any = Arrays.copyOf(any, capacity);
    }
  }

  @Override
  public void add(FieldVector argument, SelectedRows rows) {
    double[] values = rows.doubles(argument);
    if (rows.isOneGroup()) {
      addToFirst(values, rows.count());
      return;
    }
    for (int i = 0; i < rows.count(); i++) {
      int group = rows.group(i);
      sums[group] += values[i];
      any[group] = true;
    }
  }

  private void addToFirst(double[] values, int count) {
    double sum = sums[0];
    for (int i = 0; i < count; i++) {
      sum += values[i];
    }
    sums[0] = sum;
    any[0] |= count > 0;
  }

  @Override
  public void absorb(Accumulator other) {
    DoubleSum more = (DoubleSum) other;
    sums[0] += more.sums[0];
    any[0] |= more.any[0];
  }

  @Override
  public void write(int firstGroup, int count, FieldVector output) {
    for (int i = 0; i < count; i++) {
      int group = firstGroup + i;
      VectorWriter.set(output, i, any[group] ? (Object) sums[group] : null);
    }
  }

  @Override
  public void close() {
    reservation.close();
  }
}
