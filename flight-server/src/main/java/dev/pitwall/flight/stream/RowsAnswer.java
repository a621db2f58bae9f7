package dev.pitwall.flight.stream;

import java.util.Objects;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;

/** An answer of one batch that is in memory already. */
public final class RowsAnswer implements Answer {
  private final Schema schema;
  private VectorSchemaRoot rows;

  /** Takes over a batch, which may be empty. */
  public RowsAnswer(VectorSchemaRoot rows) {
    this.rows = Objects.requireNonNull(rows, "rows");
    this.schema = rows.getSchema();
  }

  @Override
  public Schema schema() {
    return schema;
  }

  @Override
  public VectorSchemaRoot next() {
    VectorSchemaRoot next = rows;
    rows = null;
    return next;
  }

  @Override
  public void cancel() {}

  @Override
  public void close() {
    if (rows != null) {
      rows.close();
    }
  }
}
