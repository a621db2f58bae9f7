package dev.pitwall.execution.aggregate;

import dev.pitwall.execution.memory.HeapReservation;
import dev.pitwall.execution.memory.QueryMemory;
import dev.pitwall.execution.vector.VectorWriter;
import java.util.Arrays;
import org.apache.arrow.vector.FieldVector;

/** COUNT: 0 for a group without rows. */
final class CountAccumulator implements Accumulator {
  private final HeapReservation reservation;
  private long[] counts = {};

  CountAccumulator(QueryMemory memory) {
    this.reservation = memory.reservation();
  }

  @Override
  public void grow(int groups) {
    if (groups > counts.length) {
      int capacity = GroupCapacity.of(groups);
      reservation.resize((long) Long.BYTES * capacity);
      counts = Arrays.copyOf(counts, capacity);
    }
  }

  @Override
  public void add(FieldVector argument, SelectedRows rows) {
    if (rows.isOneGroup()) {
      counts[0] += rows.count();
      return;
    }
    for (int i = 0; i < rows.count(); i++) {
      counts[rows.group(i)]++;
    }
  }

  @Override
  public void absorb(Accumulator other) {
    counts[0] += ((CountAccumulator) other).counts[0];
  }

  @Override
  public void write(int firstGroup, int count, FieldVector output) {
    for (int i = 0; i < count; i++) {
      VectorWriter.set(output, i, counts[firstGroup + i]);
    }
  }

  @Override
  public void close() {
    reservation.close();
  }
}
