package dev.pitwall.core.query.result;

import dev.pitwall.execution.driver.RunningQuery;
import java.util.List;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;

/** The answer to a query, as it comes. */
public record StreamResult(RunningQuery query, List<QueryWarning> warnings) implements QueryResult {
  @Override
  public Schema schema() {
    return query.schema();
  }

  @Override
  public VectorSchemaRoot next() {
    return query.next();
  }

  @Override
  public long updateCount() {
    return -1;
  }

  @Override
  public void cancel() {
    query.cancel();
  }

  @Override
  public void close() {
    query.close();
  }
}
