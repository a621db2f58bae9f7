package dev.pitwall.execution.aggregate;

import dev.pitwall.execution.memory.HeapReservation;
import dev.pitwall.execution.memory.QueryMemory;
import java.math.BigDecimal;
import java.util.Arrays;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;

/** SUM of decimals, exact. */
final class DecimalSum implements Accumulator {
  /** A reference and the number it leads to, about. */
  private static final long BYTES_PER_GROUP = 96;

  private final HeapReservation reservation;
  private BigDecimal[] sums = {};

  DecimalSum(QueryMemory memory) {
    this.reservation = memory.reservation();
  }

  @Override
  public void grow(int groups) {
    if (groups > sums.length) {
      int capacity = GroupCapacity.of(groups);
      reservation.resize(BYTES_PER_GROUP * capacity);
      sums = Arrays.copyOf(sums, capacity);
    }
  }

  @Override
  public void add(FieldVector argument, SelectedRows rows) {
    DecimalVector decimals = (DecimalVector) argument;
    for (int i = 0; i < rows.count(); i++) {
      add(rows.group(i), decimals.getObjectNotNull(rows.row(i)));
    }
  }

  private void add(int group, BigDecimal value) {
    sums[group] = sums[group] == null ? value : sums[group].add(value);
  }

  @Override
  public void absorb(Accumulator other) {
    BigDecimal more = ((DecimalSum) other).sums[0];
    if (more != null) {
      add(0, more);
    }
  }

  @Override
  public void write(int firstGroup, int count, FieldVector output) {
    for (int i = 0; i < count; i++) {
      SumWriter.write(output, i, sums[firstGroup + i]);
    }
  }

  @Override
  public void close() {
    reservation.close();
  }
}
