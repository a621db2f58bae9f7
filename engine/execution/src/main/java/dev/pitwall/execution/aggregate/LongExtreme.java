package dev.pitwall.execution.aggregate;

import dev.pitwall.execution.memory.HeapReservation;
import dev.pitwall.execution.memory.QueryMemory;
import dev.pitwall.execution.vector.SortableColumn;
import dev.pitwall.execution.vector.VectorWriter;
import java.util.Arrays;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.ArrowType;

/** MIN or MAX of Booleans, integers and floating-point numbers. */
final class LongExtreme implements Accumulator {
  private final Extreme extreme;
  private final HeapReservation reservation;
  private long[] best = {};
  private boolean[] any = {};

  LongExtreme(Extreme extreme, QueryMemory memory) {
    this.extreme = extreme;
    this.reservation = memory.reservation();
  }

  @Override
  public void grow(int groups) {
    if (groups > best.length) {
      int capacity = GroupCapacity.of(groups);
      reservation.resize((Long.BYTES + 1L) * capacity);
      best = Arrays.copyOf(best, capacity);
      any = Arrays.copyOf(any, capacity);
    }
  }

  @Override
  public void add(FieldVector argument, SelectedRows rows) {
    long[] values = rows.sortables(argument);
    if (!rows.isOneGroup()) {
      for (int i = 0; i < rows.count(); i++) {
        offer(rows.group(i), values[i]);
      }
    } else if (rows.count() > 0) {
      offer(0, extreme.of(values, rows.count()));
    }
  }

  private void offer(int group, long value) {
    if (!any[group] || extreme.prefers(Long.compare(value, best[group]))) {
      best[group] = value;
      any[group] = true;
    }
  }

  @Override
  public void absorb(Accumulator other) {
    LongExtreme more = (LongExtreme) other;
    if (more.any[0]) {
      offer(0, more.best[0]);
    }
  }

  @Override
  public void write(int firstGroup, int count, FieldVector output) {
    ArrowType type = output.getField().getType();
    for (int i = 0; i < count; i++) {
      int group = firstGroup + i;
      VectorWriter.set(output, i, any[group] ? value(type, best[group]) : null);
    }
  }

  private static Object value(ArrowType type, long sortable) {
    if (type instanceof ArrowType.FloatingPoint) {
      return SortableColumn.toDouble(sortable);
    }
    return type instanceof ArrowType.Bool ? (Object) (sortable != 0) : (Object) sortable;
  }

  @Override
  public void close() {
    reservation.close();
  }
}
