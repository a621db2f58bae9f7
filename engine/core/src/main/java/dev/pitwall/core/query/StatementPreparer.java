package dev.pitwall.core.query;

import dev.pitwall.core.activity.StatementLog;
import dev.pitwall.core.activity.StatementRun;
import dev.pitwall.core.feast.mapping.RegistryImport;
import dev.pitwall.core.query.preparation.PlannedInsert;
import dev.pitwall.core.query.preparation.PlannedQuery;
import dev.pitwall.core.query.preparation.PlanningThread;
import dev.pitwall.core.query.preparation.QueryPreparation;
import dev.pitwall.core.query.preparation.QueryRunner;
import dev.pitwall.core.query.result.PreparedQuery;
import dev.pitwall.core.query.result.QueryResult;
import dev.pitwall.core.query.result.RowsResult;
import dev.pitwall.core.session.QuerySession;
import dev.pitwall.core.session.StatementKind;
import dev.pitwall.core.sql.ddl.DefinitionOutcome;
import dev.pitwall.core.sql.ddl.Definitions;
import dev.pitwall.core.sql.tree.CheckMaterialization;
import dev.pitwall.core.sql.tree.DescribeHistory;
import dev.pitwall.core.sql.tree.EraseEntity;
import dev.pitwall.core.sql.tree.ExplainStatement;
import dev.pitwall.core.sql.tree.ImportFeastRegistry;
import dev.pitwall.core.sql.tree.KillQuery;
import dev.pitwall.core.sql.tree.MaterializeViews;
import dev.pitwall.core.sql.tree.OptimizeTable;
import dev.pitwall.core.sql.tree.VacuumTable;
import dev.pitwall.core.sql.tree.clause.ObjectKind;
import dev.pitwall.core.sql.tree.definition.CreateTemporaryTable;
import dev.pitwall.core.sql.tree.definition.CreateTrainingSet;
import dev.pitwall.core.sql.tree.definition.DropObject;
import dev.pitwall.core.sql.validate.StatementParameters;
import dev.pitwall.core.write.HistoryListing;
import org.apache.calcite.sql.SqlInsert;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSetOption;

/** Decides what each kind of statement does when it runs. */
final class StatementPreparer {
  private final QueryPreparation queries;
  private final QueryRunner runner;
  private final Definitions definitions;
  private final RegistryImport imports;
  private final TemporaryTables temporaryTables;
  private final MaterializationStatements materializations;
  private final MaintenanceStatements maintenance;
  private final TrainingSetStatements trainingSets;
  private final StatementLog log;
  private final Explanations explanations;

  StatementPreparer(
      QueryPreparation queries,
      QueryRunner runner,
      Definitions definitions,
      RegistryImport imports,
      TemporaryTables temporaryTables,
      MaterializationStatements materializations,
      MaintenanceStatements maintenance,
      TrainingSetStatements trainingSets,
      StatementLog log) {
    this.queries = queries;
    this.runner = runner;
    this.definitions = definitions;
    this.imports = imports;
    this.temporaryTables = temporaryTables;
    this.materializations = materializations;
    this.maintenance = maintenance;
    this.trainingSets = trainingSets;
    this.log = log;
    this.explanations = new Explanations(queries, runner);
  }

  PreparedQuery prepare(QuerySession session, String sql) {
    StatementRun planning = log.planning(session, sql);
    return planning.within(
        () ->
            queries
                .kept(sql, session)
                .<PreparedQuery>map(
                    plan -> {
                      PreparedQuery query = select(session, sql, plan);
                      return new TrackedQuery(query, session, StatementKind.QUERY, () -> {}, log);
                    })
                .orElseGet(() -> PlanningThread.call(() -> parsed(session, sql))));
  }

  private PreparedQuery parsed(QuerySession session, String sql) {
    SqlNode statement = queries.parse(sql);
    PreparedQuery query = prepare(session, sql, statement);
    Runnable permission =
        outlivesSession(session, statement) ? () -> session.settings().checkMayChange() : () -> {};
    return new TrackedQuery(query, session, kind(statement), permission, log);
  }

  /** Whether a statement changes something that is there when its session has ended. */
  private boolean outlivesSession(QuerySession session, SqlNode statement) {
    return switch (kind(statement)) {
      case INSERT, MAINTENANCE -> true;
      case MATERIALIZE -> statement instanceof MaterializeViews;
      case DEFINITION ->
          !(statement instanceof CreateTemporaryTable)
              && !(statement instanceof DescribeHistory)
              && !isDropOfTemporary(session, statement)
              && Definitions.listedColumns(statement).isEmpty();
      case QUERY, EXPLAIN, CONTROL, UNPLANNED -> false;
    };
  }

  private boolean isDropOfTemporary(QuerySession session, SqlNode statement) {
    return statement instanceof DropObject drop
        && drop.kind() == ObjectKind.TABLE
        && temporaryTables.isTemporary(session, drop.name());
  }

  private static StatementKind kind(SqlNode statement) {
    if (statement.isA(SqlKind.QUERY)) {
      return StatementKind.QUERY;
    } else if (statement instanceof ExplainStatement) {
      return StatementKind.EXPLAIN;
    } else if (statement instanceof SqlInsert) {
      return StatementKind.INSERT;
    } else if (statement instanceof MaterializeViews || statement instanceof CheckMaterialization) {
      return StatementKind.MATERIALIZE;
    } else if (statement instanceof OptimizeTable
        || statement instanceof VacuumTable
        || statement instanceof EraseEntity) {
      return StatementKind.MAINTENANCE;
    }
    return statement instanceof SqlSetOption || statement instanceof KillQuery
        ? StatementKind.CONTROL
        : StatementKind.DEFINITION;
  }

  private PreparedQuery select(QuerySession session, String sql, PlannedQuery plan) {
    return new PreparedSelect(sql, session, runner, plan, () -> queries.current(sql, session));
  }

  private PreparedQuery prepare(QuerySession session, String sql, SqlNode statement) {
    if (statement.isA(SqlKind.QUERY)) {
      return select(session, sql, queries.plan(sql, statement, session));
    } else if (statement instanceof ExplainStatement explain) {
      return explanations.prepare(session, sql, explain);
    } else if (statement instanceof SqlInsert insert) {
      return new PreparedInsert(
          sql, session, runner, queries.plan(insert, session), () -> planned(session, sql));
    }
    StatementParameters.of(statement).refuse("a statement that is no query");
    return command(session, sql, statement);
  }

  private PlannedInsert planned(QuerySession session, String sql) {
    return PlanningThread.call(() -> queries.plan((SqlInsert) queries.parse(sql), session));
  }

  private PreparedQuery command(QuerySession session, String sql, SqlNode statement) {
    if (statement instanceof CreateTrainingSet create) {
      return trainingSets.prepare(session, sql, create);
    } else if (statement instanceof CreateTemporaryTable create) {
      return temporaryTables.prepare(session, sql, create);
    } else if (statement instanceof MaterializeViews materialize) {
      return materializations.prepare(session, sql, materialize);
    } else if (statement instanceof CheckMaterialization check) {
      return materializations.prepare(session, sql, check);
    } else if (statement instanceof OptimizeTable) {
      return maintenance.prepareOptimize(session, sql);
    } else if (statement instanceof VacuumTable vacuum) {
      return maintenance.prepare(session, sql, vacuum);
    } else if (statement instanceof EraseEntity erase) {
      return maintenance.prepare(session, sql, erase);
    } else if (statement instanceof DescribeHistory history) {
      return PreparedCommand.rows(sql, HistoryListing.COLUMNS, () -> listed(session, history));
    } else if (statement instanceof ImportFeastRegistry registry) {
      return PreparedCommand.rows(sql, RegistryImport.COLUMNS, () -> imported(registry));
    } else if (statement instanceof SqlSetOption option) {
      return SettingStatement.prepare(session, sql, option);
    } else if (statement instanceof KillQuery kill) {
      return PreparedCommand.change(sql, () -> killed(session, kill));
    } else if (isDropOfTemporary(session, statement)) {
      return PreparedCommand.change(
          sql, () -> temporaryTables.drop(session, ((DropObject) statement).name()));
    }
    return definition(session, sql, statement);
  }

  private PreparedQuery definition(QuerySession session, String sql, SqlNode statement) {
    return Definitions.listedColumns(statement)
        .map(columns -> PreparedCommand.rows(sql, columns, () -> result(session, statement)))
        .orElseGet(() -> PreparedCommand.change(sql, () -> result(session, statement)));
  }

  private QueryResult killed(QuerySession session, KillQuery kill) {
    log.kill(kill.statementId(), session.user());
    return RowsResult.ofCount(1);
  }

  private QueryResult listed(QuerySession session, DescribeHistory statement) {
    HistoryListing listing = new HistoryListing(queries.tables(session), queries.stores());
    return RowsResult.ofRows(HistoryListing.COLUMNS, listing.of(statement), runner.allocator());
  }

  private QueryResult imported(ImportFeastRegistry statement) {
    return RowsResult.ofRows(RegistryImport.COLUMNS, imports.run(statement), runner.allocator());
  }

  private QueryResult result(QuerySession session, SqlNode statement) {
    DefinitionOutcome outcome = definitions.execute(statement, session.temporaryTables());
    return outcome instanceof DefinitionOutcome.Listed listed
        ? RowsResult.ofRows(listed.schema(), listed.rows(), runner.allocator())
        : RowsResult.ofCount(((DefinitionOutcome.Changed) outcome).count());
  }
}
