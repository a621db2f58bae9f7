package dev.pitwall.execution.join;

import dev.pitwall.execution.plan.BatchStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.VectorSchemaRoot;

/** All batches of one input, kept in memory in the order in which they came. */
final class RetainedBatches implements AutoCloseable {
  private final List<VectorSchemaRoot> batches = new ArrayList<>();
  private long rowCount;

  /** Takes a batch over. */
  void add(VectorSchemaRoot batch) {
    batches.add(batch);
    rowCount += batch.getRowCount();
  }

  /** Pulls a stream to its end, and closes it. */
  void addAll(BatchStream stream) {
    for (VectorSchemaRoot batch = stream.next(); batch != null; batch = stream.next()) {
      add(batch);
    }
    stream.close();
  }

  /** Hands all batches over to another. */
  void moveTo(RetainedBatches other) {
    batches.forEach(other::add);
    batches.clear();
    rowCount = 0;
  }

  /** The batches, which stay with this object. */
  List<VectorSchemaRoot> batches() {
    return batches;
  }

  long rowCount() {
    return rowCount;
  }

  @Override
  public void close() {
    batches.forEach(VectorSchemaRoot::close);
    batches.clear();
  }
}
