package dev.pitwall.execution.sort;

import dev.pitwall.execution.plan.term.SortKey;
import dev.pitwall.execution.vector.RowAddress;
import org.apache.arrow.vector.FieldVector;

/** Puts NULLs before or after all values, which it leaves to another order. */
final class NullOrder implements RowOrder {
  private final FieldVector[] vectors;
  private final long[] addresses;
  private final int nullAgainstValue;
  private final RowOrder values;

  NullOrder(FieldVector[] vectors, long[] addresses, SortKey.Nulls nulls, RowOrder values) {
    this.vectors = vectors;
    this.addresses = addresses;
    this.nullAgainstValue = nulls == SortKey.Nulls.FIRST ? -1 : 1;
    this.values = values;
  }

  @Override
  public int compare(int left, int right) {
    boolean leftNull = isNull(left);
    boolean rightNull = isNull(right);
    if (leftNull || rightNull) {
      return leftNull == rightNull ? 0 : leftNull ? nullAgainstValue : -nullAgainstValue;
    }
    return values.compare(left, right);
  }

  private boolean isNull(int row) {
    return vectors[RowAddress.batch(addresses[row])].isNull(RowAddress.row(addresses[row]));
  }
}
