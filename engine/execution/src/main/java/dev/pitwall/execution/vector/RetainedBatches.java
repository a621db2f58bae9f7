package dev.pitwall.execution.vector;

import dev.pitwall.execution.plan.BatchStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.VectorSchemaRoot;

/** All batches of one input, kept in memory in the order in which they came. */
public final class RetainedBatches implements AutoCloseable {
  private final List<VectorSchemaRoot> batches = new ArrayList<>();
  private long rowCount;

  /** Takes a batch over. */
  public void add(VectorSchemaRoot batch) {
    batches.add(batch);
    rowCount += batch.getRowCount();
  }

  /** Pulls a stream to its end, and closes it. */
  public void addAll(BatchStream stream) {
    for (VectorSchemaRoot batch = stream.next(); batch != null; batch = stream.next()) {
      add(batch);
    }
    stream.close();
  }

  /** Hands all batches over to another. */
  public void moveTo(RetainedBatches other) {
    batches.forEach(other::add);
    batches.clear();
    rowCount = 0;
  }

  /** The batches, which stay with this object. */
  public List<VectorSchemaRoot> batches() {
    return batches;
  }

  /** The addresses of all rows, in order; accounted for by whoever asks. */
  public long[] addresses() {
    long[] addresses = new long[Math.toIntExact(rowCount)];
    int next = 0;
    for (int batch = 0; batch < batches.size(); batch++) {
      for (int row = 0; row < batches.get(batch).getRowCount(); row++) {
        addresses[next++] = RowAddress.of(batch, row);
      }
    }
    return addresses;
  }

  public long rowCount() {
    return rowCount;
  }

  @Override
  public void close() {
    batches.forEach(VectorSchemaRoot::close);
    batches.clear();
  }
}
