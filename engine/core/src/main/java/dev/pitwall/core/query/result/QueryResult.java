package dev.pitwall.core.query.result;

import dev.pitwall.execution.plan.BatchStream;
import java.util.List;

/** The answer to a statement. A statement that returns no rows has a schema without fields. */
public interface QueryResult extends BatchStream {
  /** Rows or objects changed; -1 for a query. */
  long updateCount();

  List<QueryWarning> warnings();

  /** Ends the statement soon, from any thread. */
  void cancel();
}
