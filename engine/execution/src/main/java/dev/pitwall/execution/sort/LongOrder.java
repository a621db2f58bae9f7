package dev.pitwall.execution.sort;

import dev.pitwall.execution.memory.HeapReservation;
import dev.pitwall.execution.vector.RowAddress;
import dev.pitwall.execution.vector.SortableColumn;
import org.apache.arrow.vector.FieldVector;

/** The order of Booleans, integers and floating-point numbers, copied into an array. */
final class LongOrder implements RowOrder {
  private final long[] values;

  LongOrder(FieldVector[] vectors, long[] addresses, HeapReservation reservation) {
    reservation.resize(reservation.bytes() + (long) Long.BYTES * addresses.length);
    values = new long[addresses.length];
    for (int i = 0; i < values.length; i++) {
      FieldVector vector = vectors[RowAddress.batch(addresses[i])];
      int row = RowAddress.row(addresses[i]);
      values[i] = vector.isNull(row) ? 0 : SortableColumn.at(vector, row);
    }
  }

  @Override
  public int compare(int left, int right) {
    return Long.compare(values[left], values[right]);
  }
}
