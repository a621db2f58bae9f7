package dev.pitwall.benchmarks.online;

import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;

/** The rows of an answer as objects. */
final class AnswerRows {
  private AnswerRows() {}

  /** Adds the rows of a batch. */
  static void add(VectorSchemaRoot batch, List<List<Object>> rows) {
    for (int row = 0; row < batch.getRowCount(); row++) {
      List<Object> values = new ArrayList<>();
      for (FieldVector vector : batch.getFieldVectors()) {
        values.add(vector.getObject(row));
      }
      rows.add(values);
    }
  }
}
