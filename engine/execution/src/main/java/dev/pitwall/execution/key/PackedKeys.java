package dev.pitwall.execution.key;

import dev.pitwall.execution.vector.LongColumn;
import java.util.List;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;

/** Keys of a batch, all parts of each packed into one long. Reused from batch to batch. */
final class PackedKeys {
  private final List<Integer> columns;
  private long[] values = {};
  private boolean[] nulls = {};
  private long[] part = {};
  private boolean hasNulls;

  PackedKeys(List<Integer> columns) {
    this.columns = columns;
  }

  void read(VectorSchemaRoot batch) {
    int count = batch.getRowCount();
    if (values.length < count) {
      values = new long[count];
      part = new long[columns.size() > 1 ? count : 0];
    }
    LongColumn.read(batch.getVector(columns.get(0)), count, values);
    for (int i = 1; i < columns.size(); i++) {
      append(batch.getVector(columns.get(i)), count);
    }
    markNulls(batch);
  }

  private void append(FieldVector vector, int count) {
    int bits = LongColumn.bits(vector.getField());
    long mask = -1L >>> (Long.SIZE - bits);
    LongColumn.read(vector, count, part);
    for (int i = 0; i < count; i++) {
      values[i] = (values[i] << bits) | (part[i] & mask);
    }
  }

  private void markNulls(VectorSchemaRoot batch) {
    int count = batch.getRowCount();
    hasNulls = columns.stream().anyMatch(c -> batch.getVector(c).getNullCount() > 0);
    if (!hasNulls) {
      return;
    }
    nulls = new boolean[count];
    for (int column : columns) {
      FieldVector vector = batch.getVector(column);
      for (int i = 0; i < count; i++) {
        nulls[i] |= vector.isNull(i);
      }
    }
  }

  /** The packed keys, by row; meaningless for a key with a NULL part. */
  long[] values() {
    return values;
  }

  boolean isNull(int row) {
    return hasNulls && nulls[row];
  }
}
