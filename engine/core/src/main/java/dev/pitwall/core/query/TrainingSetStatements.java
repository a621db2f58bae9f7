package dev.pitwall.core.query;

import dev.pitwall.core.catalog.CatalogSnapshot;
import dev.pitwall.core.catalog.TrainingSet;
import dev.pitwall.core.query.preparation.PlannedQuery;
import dev.pitwall.core.query.preparation.PlanningThread;
import dev.pitwall.core.query.preparation.QueryPreparation;
import dev.pitwall.core.query.preparation.QueryRunner;
import dev.pitwall.core.query.result.PreparedQuery;
import dev.pitwall.core.query.result.RowsResult;
import dev.pitwall.core.session.QuerySession;
import dev.pitwall.core.sql.ddl.Definitions;
import dev.pitwall.core.sql.parser.FeatureSqlParser;
import dev.pitwall.core.sql.tree.clause.Positions;
import dev.pitwall.core.sql.tree.definition.CreateTrainingSet;
import dev.pitwall.execution.driver.RunningQuery;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.util.function.Supplier;
import org.apache.arrow.vector.VectorSchemaRoot;

/** CREATE TRAINING SET: records a query, and runs it as it will be run again. */
final class TrainingSetStatements {
  private final QueryPreparation queries;
  private final QueryRunner runner;
  private final Definitions definitions;
  private final Supplier<CatalogSnapshot> catalog;

  TrainingSetStatements(
      QueryPreparation queries,
      QueryRunner runner,
      Definitions definitions,
      Supplier<CatalogSnapshot> catalog) {
    this.queries = queries;
    this.runner = runner;
    this.definitions = definitions;
    this.catalog = catalog;
  }

  /** Checks the query now, so that its errors have their place in the statement. */
  PreparedQuery prepare(QuerySession session, String sql, CreateTrainingSet create) {
    String text = FeatureSqlParser.from(sql, Positions.of(create.queryStart()));
    checkNew(create);
    PlannedQuery checked = queries.plan(create.query(), session);
    return PreparedCommand.change(
            sql,
            () -> {
              TrainingSet set = recorded(create, text, session);
              checkNew(create);
              definitions.put(set);
              return RowsResult.ofCount(set.rowCount(), checked.warnings());
            })
        .warning(checked.warnings());
  }

  private TrainingSet recorded(CreateTrainingSet create, String text, QuerySession session) {
    String name = create.name().getSimple();
    TrainingSet set = PlanningThread.call(() -> queries.record(name, text, session));
    PlannedQuery planned = PlanningThread.call(() -> queries.plan(set, session));
    return set.counted(count(planned, session));
  }

  private long count(PlannedQuery planned, QuerySession session) {
    long rows = 0;
    try (RunningQuery query = runner.start(planned.plan(), session)) {
      for (VectorSchemaRoot batch = query.next(); batch != null; batch = query.next()) {
        rows += batch.getRowCount();
        batch.close();
      }
    }
    return rows;
  }

  private void checkNew(CreateTrainingSet create) {
    String name = create.name().getSimple();
    if (!create.getReplace() && catalog.get().trainingSet(name).isPresent()) {
      throw new PitwallException(
              ErrorCode.DUPLICATE_OBJECT,
              "there is a training set "
                  + name
                  + " already; CREATE OR REPLACE TRAINING SET records it anew")
          .at(Positions.of(create.name()));
    }
  }
}
