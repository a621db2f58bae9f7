package dev.pitwall.core.materialize;

import dev.pitwall.core.session.QuerySession;
import dev.pitwall.core.table.EngineTable;
import dev.pitwall.execution.driver.RunningQuery;
import dev.pitwall.execution.plan.PhysicalPlan;
import org.apache.calcite.sql.SqlNode;

/** Plans and runs the queries that a statement is made of. Thread-safe. */
public interface StatementQueries {
  /** Plans a query as of now. */
  PhysicalPlan plan(String sql, QuerySession session);

  /**
   * Plans a query in which another table is in the place of that of its name.
   *
   * @param query is changed by planning
   * @param schema of the table
   */
  PhysicalPlan plan(SqlNode query, QuerySession session, String schema, EngineTable table);

  /** Reads a query of ours. */
  SqlNode parse(String sql);

  /** Starts a plan; the caller pulls the answer and closes it. */
  RunningQuery start(PhysicalPlan plan, QuerySession session);
}
