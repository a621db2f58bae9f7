package dev.pitwall.core.query;

import dev.pitwall.core.activity.StatementRun;
import dev.pitwall.core.query.result.QueryResult;
import dev.pitwall.core.query.result.QueryWarning;
import java.util.List;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;

/** An answer that ends a run when it ends. */
record TrackedResult(QueryResult result, StatementRun run) implements QueryResult {
  @Override
  public Schema schema() {
    return result.schema();
  }

  @Override
  public VectorSchemaRoot next() {
    VectorSchemaRoot batch = run.within(result::next);
    if (batch == null) {
      run.finish();
    } else {
      run.addRows(batch.getRowCount());
    }
    return batch;
  }

  @Override
  public long updateCount() {
    return result.updateCount();
  }

  @Override
  public List<QueryWarning> warnings() {
    return result.warnings();
  }

  @Override
  public void cancel() {
    result.cancel();
  }

  @Override
  public void close() {
    try {
      result.close();
    } finally {
      run.abandon();
    }
  }
}
