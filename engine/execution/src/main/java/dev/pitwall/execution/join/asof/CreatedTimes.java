package dev.pitwall.execution.join.asof;

import dev.pitwall.execution.vector.RetainedBatches;
import java.util.BitSet;
import java.util.OptionalInt;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.VectorSchemaRoot;

/** The created timestamps of a feature side; those of a side that has none are NULL. */
final class CreatedTimes {
  private final BitSet known = new BitSet();
  private final long[] times;

  private CreatedTimes(int rows) {
    this.times = new long[rows];
  }

  /** Reads the column, if there is one; the caller accounts for the numbers. */
  static CreatedTimes of(RetainedBatches rows, OptionalInt column) {
    if (column.isEmpty()) {
      return new CreatedTimes(0);
    }
    CreatedTimes created = new CreatedTimes(Math.toIntExact(rows.rowCount()));
    int row = 0;
    for (VectorSchemaRoot batch : rows.batches()) {
      BigIntVector vector = (BigIntVector) batch.getVector(column.getAsInt());
      for (int i = 0; i < batch.getRowCount(); i++, row++) {
        if (!vector.isNull(i)) {
          created.known.set(row);
          created.times[row] = vector.get(i);
        }
      }
    }
    return created;
  }

  boolean isKnown(int row) {
    return known.get(row);
  }

  /** When a row was created; says nothing of a NULL. */
  long at(int row) {
    return times[row];
  }

  /** Compares when two rows were created; NULL is lowest. */
  int compare(int left, int right) {
    boolean leftKnown = known.get(left);
    boolean rightKnown = known.get(right);
    return leftKnown && rightKnown
        ? Long.compare(times[left], times[right])
        : Boolean.compare(leftKnown, rightKnown);
  }
}
