package dev.pitwall.core.query;

import dev.pitwall.core.materialize.StatementQueries;
import dev.pitwall.core.query.preparation.QueryPreparation;
import dev.pitwall.core.query.preparation.QueryRunner;
import dev.pitwall.core.session.QuerySession;
import dev.pitwall.core.table.EngineTable;
import dev.pitwall.execution.driver.RunningQuery;
import dev.pitwall.execution.plan.PhysicalPlan;
import org.apache.calcite.sql.SqlNode;

/** The queries that statements are made of. */
record OwnQueries(QueryPreparation queries, QueryRunner runner) implements StatementQueries {
  @Override
  public PhysicalPlan plan(String sql, QuerySession session) {
    return queries.plan(sql, session);
  }

  @Override
  public PhysicalPlan plan(SqlNode query, QuerySession session, String schema, EngineTable table) {
    return queries.plan(query, session, schema, table);
  }

  @Override
  public SqlNode parse(String sql) {
    return queries.parse(sql);
  }

  @Override
  public RunningQuery start(PhysicalPlan plan, QuerySession session) {
    return runner.start(plan, session);
  }
}
