package dev.pitwall.execution.join.asof;

import dev.pitwall.execution.memory.HeapReservation;
import dev.pitwall.execution.plan.term.SortKey;
import dev.pitwall.execution.sort.RowOrder;
import dev.pitwall.execution.sort.RowSorter;
import dev.pitwall.execution.task.QueryContext;
import dev.pitwall.execution.vector.RetainedBatches;
import dev.pitwall.execution.vector.RowAddress;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;

/**
 * Numbers in the order of what a spine and a feature side match by: Int64 values stand for
 * themselves, all others for their rank among the values of both sides. The number of a NULL says
 * nothing.
 *
 * @param spine by spine row
 * @param feature by feature row
 */
record MatchValues(long[] spine, long[] feature) {
  private static final SortKey ASCENDING =
      new SortKey(0, SortKey.Direction.ASCENDING, SortKey.Nulls.FIRST);

  /** Reads a column of each side; the caller accounts for the numbers. */
  static MatchValues of(
      RetainedBatches spine,
      int spineColumn,
      RetainedBatches feature,
      int featureColumn,
      QueryContext context) {
    long[] spineValues = new long[Math.toIntExact(spine.rowCount())];
    long[] featureValues = new long[Math.toIntExact(feature.rowCount())];
    List<FieldVector> vectors = new ArrayList<>();
    spine.batches().forEach(batch -> vectors.add(batch.getVector(spineColumn)));
    feature.batches().forEach(batch -> vectors.add(batch.getVector(featureColumn)));
    MatchValues values = new MatchValues(spineValues, featureValues);
    if (vectors.stream().allMatch(BigIntVector.class::isInstance)) {
      values.copy(vectors);
    } else {
      values.rank(vectors, context);
    }
    return values;
  }

  private void copy(List<FieldVector> vectors) {
    int row = 0;
    for (FieldVector vector : vectors) {
      for (int i = 0; i < vector.getValueCount(); i++) {
        set(row++, vector.isNull(i) ? 0 : ((BigIntVector) vector).get(i));
      }
    }
  }

  private void rank(List<FieldVector> vectors, QueryContext context) {
    int count = Math.addExact(spine.length, feature.length);
    try (HeapReservation reservation = context.memory().reservation()) {
      reservation.resize((Long.BYTES + 2L * Integer.BYTES) * count);
      RowOrder order = order(vectors, addresses(vectors, count), reservation);
      int[] sorted = RowSorter.sorted(count, order, context.token());
      long rank = 0;
      for (int i = 0; i < count; i++) {
        rank += i > 0 && order.compare(sorted[i - 1], sorted[i]) != 0 ? 1 : 0;
        set(sorted[i], rank);
      }
    }
  }

  private static RowOrder order(
      List<FieldVector> vectors, long[] addresses, HeapReservation reservation) {
    // Views of one column each, which own nothing and so are not closed.
    List<VectorSchemaRoot> columns =
        vectors.stream().map(vector -> new VectorSchemaRoot(List.of(vector))).toList();
    return RowOrder.of(List.of(ASCENDING), columns, addresses, reservation);
  }

  private static long[] addresses(List<FieldVector> vectors, int count) {
    long[] addresses = new long[count];
    int next = 0;
    for (int batch = 0; batch < vectors.size(); batch++) {
      for (int row = 0; row < vectors.get(batch).getValueCount(); row++) {
        addresses[next++] = RowAddress.of(batch, row);
      }
    }
    return addresses;
  }

  /** Sets the number of a row, counted over the spine and then the feature side. */
  private void set(int row, long value) {
    if (row < spine.length) {
      spine[row] = value;
    } else {
      feature[row - spine.length] = value;
    }
  }

  /** Turns the order round, without a number that would overflow. */
  void reverse() {
    reverse(spine);
    reverse(feature);
  }

  private static void reverse(long[] values) {
    for (int i = 0; i < values.length; i++) {
      values[i] = ~values[i];
    }
  }
}
