package dev.pitwall.examples.flights;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.TimeStampMicroTZVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;

/** Makes Arrow batches of rows. */
final class RowVectors {
  private RowVectors() {}

  /** A batch of the rows, which the caller closes. */
  static VectorSchemaRoot batch(Schema schema, List<List<Object>> rows, BufferAllocator allocator) {
    VectorSchemaRoot batch = VectorSchemaRoot.create(schema, allocator);
    try {
      for (int column = 0; column < schema.getFields().size(); column++) {
        FieldVector vector = batch.getVector(column);
        vector.setInitialCapacity(rows.size());
        for (int row = 0; row < rows.size(); row++) {
          set(vector, row, rows.get(row).get(column));
        }
      }
      batch.setRowCount(rows.size());
      return batch;
    } catch (RuntimeException e) {
      batch.close();
      throw e;
    }
  }

  private static void set(FieldVector vector, int row, Object value) {
    if (value == null) {
      vector.setNull(row);
    } else if (vector instanceof VarCharVector texts) {
      texts.setSafe(row, ((String) value).getBytes(StandardCharsets.UTF_8));
    } else if (vector instanceof IntVector integers) {
      integers.setSafe(row, (Integer) value);
    } else if (vector instanceof Float8Vector reals) {
      reals.setSafe(row, (Double) value);
    } else if (vector instanceof TimeStampMicroTZVector timestamps) {
      timestamps.setSafe(row, (Long) value);
    } else if (vector instanceof BitVector flags) {
      flags.setSafe(row, (Boolean) value ? 1 : 0);
    } else {
      throw new IllegalArgumentException("no table of the demo has a " + vector.getField());
    }
  }
}
