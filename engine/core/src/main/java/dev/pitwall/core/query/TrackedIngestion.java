package dev.pitwall.core.query;

import dev.pitwall.core.activity.StatementRun;
import dev.pitwall.core.query.ingest.RowIngestion;
import java.util.function.Supplier;
import org.apache.arrow.vector.VectorSchemaRoot;

/** An upload that can be seen while it lasts, and that ends a run when it ends. */
record TrackedIngestion(RowIngestion rows, StatementRun run) implements RowIngestion {
  static TrackedIngestion open(StatementRun run, Supplier<RowIngestion> rows) {
    return new TrackedIngestion(run.within(rows), run);
  }

  @Override
  public void add(VectorSchemaRoot batch) {
    run.within(
        () -> {
          rows.add(batch);
          return batch;
        });
    run.addRows(batch.getRowCount());
  }

  @Override
  public long finish() {
    long count = run.within(rows::finish);
    run.finish();
    return count;
  }

  @Override
  public void close() {
    try {
      rows.close();
    } finally {
      run.abandon();
    }
  }
}
