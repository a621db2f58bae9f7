package dev.pitwall.core.query.preparation;

import dev.pitwall.core.catalog.CatalogSnapshot;
import dev.pitwall.core.catalog.TrainingSet;
import dev.pitwall.core.planner.program.QueryPlan;
import dev.pitwall.core.planner.program.QueryPlanner;
import dev.pitwall.core.query.result.QueryWarning;
import dev.pitwall.core.session.QuerySession;
import dev.pitwall.core.sql.parser.FeatureSqlParser;
import dev.pitwall.core.sql.validate.AnalyzedQuery;
import dev.pitwall.core.sql.validate.QueryAnalyzer;
import dev.pitwall.core.store.StoreRegistry;
import dev.pitwall.core.table.EngineTable;
import dev.pitwall.core.table.TableDirectory;
import dev.pitwall.core.training.TrainingSetQueries;
import dev.pitwall.core.training.TrainingSetRecorder;
import dev.pitwall.core.type.ArrowTypes;
import dev.pitwall.core.write.AnalyzedInsert;
import dev.pitwall.core.write.InsertAnalyzer;
import dev.pitwall.core.write.InsertTarget;
import dev.pitwall.execution.plan.PhysicalPlan;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.sql.SqlInsert;
import org.apache.calcite.sql.SqlNode;

/** Makes plans of queries: validates, optimises; keeps those that may be run again. Thread-safe. */
public final class QueryPreparation {
  private final FeatureSqlParser parser;
  private final QueryPlanner planner;
  private final Supplier<CatalogSnapshot> catalog;
  private final PlanCache cache;
  private final Function<String, List<EngineTable>> system;
  private final StoreRegistry stores;
  private final TrainingSetQueries trainingSets;

  /**
   * Makes a planner.
   *
   * @param system the tables of what the engine knows about itself, as a user sees them
   */
  public QueryPreparation(
      FeatureSqlParser parser,
      StoreRegistry stores,
      QueryPlanner planner,
      Supplier<CatalogSnapshot> catalog,
      PlanCache cache,
      Function<String, List<EngineTable>> system) {
    this.parser = parser;
    this.stores = stores;
    this.trainingSets = new TrainingSetQueries(parser);
    this.planner = planner;
    this.catalog = catalog;
    this.cache = cache;
    this.system = system;
  }

  /** Reads one statement. */
  public SqlNode parse(String sql) {
    return parser.parse(sql);
  }

  /** The plan of a query that was planned before, if it is still good; costs next to nothing. */
  public Optional<PlannedQuery> kept(String sql, QuerySession session) {
    return cache.find(scope(session).key(sql));
  }

  /** Plans a query as of now and keeps the plan. */
  public PlannedQuery plan(String sql, SqlNode query, QuerySession session) {
    PlanningScope scope = scope(session);
    PlannedQuery planned = plan(query, scope);
    cache.add(scope.key(sql), planned);
    return planned;
  }

  /** A plan of a query as of now: the one kept, or a new one. */
  public PlannedQuery current(String sql, QuerySession session) {
    return kept(sql, session)
        .orElseGet(() -> PlanningThread.call(() -> plan(sql, parse(sql), session)));
  }

  /** Plans a query within another statement as of now. */
  public PlannedQuery plan(SqlNode query, QuerySession session) {
    return plan(query, scope(session));
  }

  /** Plans a query of ours. */
  public PhysicalPlan plan(String sql, QuerySession session) {
    return PlanningThread.call(() -> plan(parse(sql), session).plan());
  }

  /** Plans a query of ours, with another table in the place of that of its name. */
  public PhysicalPlan plan(SqlNode query, QuerySession session, String schema, EngineTable table) {
    PlanningScope scope = scope(session);
    TableDirectory tables = tables(scope).with(schema, Map.of(table.name(), table));
    return PlanningThread.call(() -> plan(query, scope, tables).plan());
  }

  /** Plans an INSERT as of now. */
  public PlannedInsert plan(SqlInsert insert, QuerySession session) {
    PlanningScope scope = scope(session);
    TableDirectory tables = tables(scope);
    RelOptCluster cluster = QueryPlanner.newCluster();
    QueryAnalyzer analyzer = new QueryAnalyzer(scope.catalog(), tables, cluster);
    AnalyzedInsert analyzed = new InsertAnalyzer(analyzer, tables, stores, cluster).analyze(insert);
    InsertTarget target = analyzed.target();
    return new PlannedInsert(
        target, stores.offline(target.source().format()), planned(analyzed.rows(), scope));
  }

  /** What the answer of a query depends on as of now, wherever sessions look for names. */
  public TrainingSet record(String name, String text, QuerySession session) {
    PlanningScope scope = scope(session).withDefaultPath();
    AnalyzedQuery analyzed =
        new QueryAnalyzer(scope.catalog(), plainTables(scope), QueryPlanner.newCluster())
            .analyze(parse(text));
    return new TrainingSetRecorder(scope.catalog(), stores)
        .of(name, text, analyzed, scope.settings().timeZone());
  }

  /** Plans the query of a training set as it is run again. */
  public PlannedQuery plan(TrainingSet set, QuerySession session) {
    PlanningScope recorded =
        new PlanningScope(set.catalog(), session.settings(), session.user(), List.of());
    return plan(parse(set.query()), recorded.withDefaultPath());
  }

  private PlanningScope scope(QuerySession session) {
    return PlanningScope.of(catalog.get(), session);
  }

  /** Where the tables are kept. */
  public StoreRegistry stores() {
    return stores;
  }

  /** Every table that a session can name. */
  public TableDirectory tables(QuerySession session) {
    return tables(scope(session));
  }

  private TableDirectory tables(PlanningScope scope) {
    return plainTables(scope)
        .with(
            TableDirectory.TRAINING_SETS,
            trainingSets.tables(scope.catalog(), scope.settings().timeZone()));
  }

  private TableDirectory plainTables(PlanningScope scope) {
    return new TableDirectory(
        scope.catalog(),
        scope.temporaryTables(),
        system.apply(scope.user()),
        scope.settings().schemaPath());
  }

  /** The validator changes trees, so every plan needs one of its own. */
  private PlannedQuery plan(SqlNode query, PlanningScope scope) {
    return plan(query, scope, tables(scope));
  }

  private PlannedQuery plan(SqlNode query, PlanningScope scope, TableDirectory tables) {
    RelOptCluster cluster = QueryPlanner.newCluster();
    return planned(new QueryAnalyzer(scope.catalog(), tables, cluster).analyze(query), scope);
  }

  private PlannedQuery planned(AnalyzedQuery analyzed, PlanningScope scope) {
    QueryPlan plan = planner.plan(analyzed, scope.settings());
    return new PlannedQuery(
        plan.plan(),
        plan.inputs(),
        ArrowTypes.schema(analyzed.parameters()),
        plan.leaks().stream().map(QueryWarning::of).toList(),
        plan.notes());
  }
}
