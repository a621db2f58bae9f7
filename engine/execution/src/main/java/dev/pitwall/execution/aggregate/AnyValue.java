package dev.pitwall.execution.aggregate;

import dev.pitwall.execution.memory.HeapReservation;
import dev.pitwall.execution.task.QueryContext;
import java.util.Arrays;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.Field;

/** ANY_VALUE: the first value of each group, of any type. */
final class AnyValue implements Accumulator {
  private static final int NONE = -1;

  private final HeapReservation reservation;
  private final FieldVector values;
  private int[] valueOfGroup = {};
  private int valueCount;

  AnyValue(Field argument, QueryContext context) {
    this.reservation = context.memory().reservation();
    this.values = argument.createVector(context.allocator());
  }

  @Override
  public void grow(int groups) {
    int length = valueOfGroup.length;
    if (groups > length) {
      int capacity = GroupCapacity.of(groups);
      reservation.resize((long) Integer.BYTES * capacity);
      valueOfGroup = Arrays.copyOf(valueOfGroup, capacity);
      Arrays.fill(valueOfGroup, length, capacity, NONE);
    }
  }

  @Override
  public void add(FieldVector argument, SelectedRows rows) {
    for (int i = 0; i < rows.count(); i++) {
      offer(rows.group(i), argument, rows.row(i));
    }
  }

  private void offer(int group, FieldVector source, int row) {
    if (valueOfGroup[group] == NONE) {
      if (valueCount == 0) {
        values.allocateNew();
      }
      values.copyFromSafe(row, valueCount, source);
      valueOfGroup[group] = valueCount++;
      values.setValueCount(valueCount);
    }
  }

  @Override
  public void absorb(Accumulator other) {
    AnyValue more = (AnyValue) other;
    if (more.valueOfGroup[0] != NONE) {
      offer(0, more.values, more.valueOfGroup[0]);
    }
  }

  @Override
  public void write(int firstGroup, int count, FieldVector output) {
    for (int i = 0; i < count; i++) {
      int value = valueOfGroup[firstGroup + i];
      if (value != NONE) {
        output.copyFromSafe(value, i, values);
      }
    }
  }

  @Override
  public void close() {
    values.close();
    reservation.close();
  }
}
