package dev.pitwall.execution.aggregate;

import dev.pitwall.execution.plan.BatchStream;
import org.apache.arrow.vector.VectorSchemaRoot;

/** Groups the rows of any input, one batch after the other. */
record PulledGroups(BatchStream input) implements GroupSource {
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
