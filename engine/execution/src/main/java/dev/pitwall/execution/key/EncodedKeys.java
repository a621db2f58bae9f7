package dev.pitwall.execution.key;

import dev.pitwall.execution.plan.term.NullKeys;
import java.util.List;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;

/** Keys of a batch, all parts of each encoded one after the other. Reused from batch to batch. */
final class EncodedKeys {
  private final List<Integer> columns;
  private final NullKeys nulls;
  private final KeyBuffer buffer = new KeyBuffer();
  private int[] ends = {};
  private boolean[] absent = {};

  EncodedKeys(List<Integer> columns, NullKeys nulls) {
    this.columns = columns;
    this.nulls = nulls;
  }

  void read(VectorSchemaRoot batch) {
    int count = batch.getRowCount();
    if (ends.length < count) {
      ends = new int[count];
      absent = new boolean[count];
    }
    buffer.clear();
    FieldVector[] vectors = columns.stream().map(batch::getVector).toArray(FieldVector[]::new);
    PartEncoder[] encoders = new PartEncoder[vectors.length];
    for (int i = 0; i < vectors.length; i++) {
      boolean nullIsValue = nulls == NullKeys.ARE_EQUAL;
      encoders[i] = nullIsValue ? PartEncoder.orNull(vectors[i]) : PartEncoder.of(vectors[i]);
    }
    for (int row = 0; row < count; row++) {
      absent[row] = nulls == NullKeys.MATCH_NOTHING && anyNull(vectors, row);
      if (!absent[row]) {
        encode(encoders, row);
      }
      ends[row] = buffer.length();
    }
  }

  private void encode(PartEncoder[] encoders, int row) {
    for (PartEncoder encoder : encoders) {
      encoder.encode(row, buffer);
    }
  }

  private static boolean anyNull(FieldVector[] vectors, int row) {
    for (FieldVector vector : vectors) {
      if (vector.isNull(row)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the row's key has a NULL part and so equals nothing. */
  boolean isAbsent(int row) {
    return absent[row];
  }

  byte[] bytes() {
    return buffer.bytes();
  }

  /** Where the row's key starts in {@link #bytes()}. */
  int start(int row) {
    return row == 0 ? 0 : ends[row - 1];
  }

  int end(int row) {
    return ends[row];
  }
}
