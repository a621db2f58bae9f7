package dev.pitwall.flight.stream;

import dev.pitwall.core.query.result.QueryResult;
import java.util.Objects;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;

/** The answer of the engine. */
public final class QueryAnswer implements Answer {
  private final QueryResult result;

  /** Takes over a running query. */
  public QueryAnswer(QueryResult result) {
    this.result = Objects.requireNonNull(result, "result");
  }

  @Override
  public Schema schema() {
    return result.schema();
  }

  @Override
  public VectorSchemaRoot next() {
    return result.next();
  }

  @Override
  public void cancel() {
    result.cancel();
  }

  @Override
  public void close() {
    result.close();
  }
}
