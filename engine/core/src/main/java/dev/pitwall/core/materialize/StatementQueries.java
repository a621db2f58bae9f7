package dev.pitwall.core.materialize;

import dev.pitwall.core.session.QuerySession;
import dev.pitwall.execution.driver.RunningQuery;
import dev.pitwall.execution.plan.PhysicalPlan;

/** Plans and runs the queries that a statement is made of. Thread-safe. */
public interface StatementQueries {
  /** Plans a query as of now. */
  PhysicalPlan plan(String sql, QuerySession session);

  /** Starts a plan; the caller pulls the answer and closes it. */
  RunningQuery start(PhysicalPlan plan, QuerySession session);
}
