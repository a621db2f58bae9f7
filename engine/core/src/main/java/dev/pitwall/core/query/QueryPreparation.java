package dev.pitwall.core.query;

import dev.pitwall.core.catalog.CatalogSnapshot;
import dev.pitwall.core.planner.program.PlannedSelect;
import dev.pitwall.core.planner.program.QueryPlanner;
import dev.pitwall.core.session.QuerySession;
import dev.pitwall.core.sql.parser.FeatureSqlParser;
import dev.pitwall.core.sql.validate.AnalyzedQuery;
import dev.pitwall.core.sql.validate.QueryAnalyzer;
import dev.pitwall.core.table.TableDirectory;
import dev.pitwall.core.type.ArrowTypes;
import dev.pitwall.execution.plan.PhysicalPlan;
import java.util.function.Supplier;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.sql.SqlNode;

/** Makes plans of queries: validates, optimises. Thread-safe. */
final class QueryPreparation {
  private final FeatureSqlParser parser;
  private final QueryPlanner planner;
  private final Supplier<CatalogSnapshot> catalog;

  QueryPreparation(
      FeatureSqlParser parser, QueryPlanner planner, Supplier<CatalogSnapshot> catalog) {
    this.parser = parser;
    this.planner = planner;
    this.catalog = catalog;
  }

  /** Reads one statement. */
  SqlNode parse(String sql) {
    return parser.parse(sql);
  }

  /** Plans a query as of now. The validator changes trees, so every plan needs one of its own. */
  PlannedQuery plan(SqlNode query, QuerySession session) {
    CatalogSnapshot snapshot = catalog.get();
    TableDirectory tables = new TableDirectory(snapshot, session.temporaryTables());
    RelOptCluster cluster = QueryPlanner.newCluster();
    AnalyzedQuery analyzed = new QueryAnalyzer(snapshot, tables, cluster).analyze(query);
    PlannedSelect planned = planner.plan(analyzed, session.settings());
    return new PlannedQuery(
        planned.plan(), planned.notes(), ArrowTypes.schema(analyzed.parameters()));
  }

  /** Plans a query of ours. */
  PhysicalPlan plan(String sql, QuerySession session) {
    return PlanningThread.call(() -> plan(parse(sql), session).plan());
  }
}
