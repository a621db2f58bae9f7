package dev.pitwall.execution.sort;

import dev.pitwall.execution.memory.HeapReservation;
import dev.pitwall.execution.plan.term.SortKey;
import dev.pitwall.execution.vector.LongColumn;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.util.List;
import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;

/** The order of two rows, given by their numbers over all batches. */
@FunctionalInterface
public interface RowOrder {
  int compare(int left, int right);

  /** This order, and another among rows that are equal in this one. */
  default RowOrder then(RowOrder next) {
    return (left, right) -> {
      int order = compare(left, right);
      return order != 0 ? order : next.compare(left, right);
    };
  }

  /**
   * The order of rows by sort keys.
   *
   * @param addresses where each row is
   * @param reservation accounts for what the order keeps, on top of what it already does
   */
  static RowOrder of(
      List<SortKey> keys,
      List<VectorSchemaRoot> batches,
      long[] addresses,
      HeapReservation reservation) {
    if (batches.isEmpty()) {
      return (left, right) -> 0;
    }
    return keys.stream()
        .map(key -> of(key, batches, addresses, reservation))
        .reduce(RowOrder::then)
        .orElse((left, right) -> 0);
  }

  private static RowOrder of(
      SortKey key, List<VectorSchemaRoot> batches, long[] addresses, HeapReservation reservation) {
    FieldVector[] vectors =
        batches.stream().map(batch -> batch.getVector(key.column())).toArray(FieldVector[]::new);
    RowOrder values = valueOrder(vectors, addresses, reservation);
    RowOrder directed =
        key.direction() == SortKey.Direction.ASCENDING
            ? values
            : (left, right) -> values.compare(/* left= */ right, /* right= */ left);
    boolean hasNulls = List.of(vectors).stream().anyMatch(vector -> vector.getNullCount() > 0);
    return hasNulls ? new NullOrder(vectors, addresses, key.nulls(), directed) : directed;
  }

  private static RowOrder valueOrder(
      FieldVector[] vectors, long[] addresses, HeapReservation reservation) {
    if (LongColumn.bits(vectors[0].getField()) > 0) {
      return new LongOrder(vectors, addresses, reservation);
    } else if (vectors[0] instanceof BaseVariableWidthVector) {
      return new BytesOrder(vectors, addresses);
    } else if (vectors[0] instanceof DecimalVector) {
      return new DecimalOrder(vectors, addresses);
    }
    throw new PitwallException(
        ErrorCode.UNSUPPORTED_TYPE,
        "rows cannot be ordered by "
            + vectors[0].getName()
            + ", which is of the type "
            + vectors[0].getField().getType());
  }
}
