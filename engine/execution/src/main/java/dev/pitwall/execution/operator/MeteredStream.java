package dev.pitwall.execution.operator;

import dev.pitwall.execution.metrics.OperatorMetrics;
import dev.pitwall.execution.plan.BatchStream;
import dev.pitwall.execution.task.CancellationToken;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;

/** Counts what an operator puts out, and stops it when the query may not go on. */
public final class MeteredStream implements BatchStream {
  private final BatchStream operator;
  private final OperatorMetrics metrics;
  private final CancellationToken token;

  public MeteredStream(BatchStream operator, OperatorMetrics metrics, CancellationToken token) {
    this.operator = operator;
    this.metrics = metrics;
    this.token = token;
  }

  @Override
  public Schema schema() {
    return operator.schema();
  }

  @Override
  public VectorSchemaRoot next() {
    token.check();
    metrics.begin();
    try {
      VectorSchemaRoot batch = operator.next();
      if (batch != null) {
        metrics.addBatch(batch.getRowCount());
      }
      return batch;
    } finally {
      metrics.end();
    }
  }

  @Override
  public void close() {
    operator.close();
  }
}
