package dev.pitwall.execution.aggregate;

import dev.pitwall.execution.plan.BatchStream;
import org.apache.arrow.vector.VectorSchemaRoot;

/** Takes the rows of any input, one batch after the other. */
record PulledRows(BatchStream input) implements RowSource {
  @Override
  public void fill(GroupTable table) {
    for (VectorSchemaRoot batch = input.next(); batch != null; batch = input.next()) {
      table.add(batch);
    }
  }

  @Override
  public void close() {
    input.close();
  }
}
