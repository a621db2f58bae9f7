package dev.pitwall.core.query;

import dev.pitwall.core.cache.NearCachedOnlineStore;
import dev.pitwall.core.materialize.CurrentViews;
import dev.pitwall.core.materialize.MaterializationCheck;
import dev.pitwall.core.materialize.Materializer;
import dev.pitwall.core.materialize.StatementQueries;
import dev.pitwall.core.query.preparation.QueryPreparation;
import dev.pitwall.core.query.preparation.QueryRunner;
import dev.pitwall.core.query.result.PreparedQuery;
import dev.pitwall.core.query.result.RowsResult;
import dev.pitwall.core.registry.CatalogRegistry;
import dev.pitwall.core.session.QuerySession;
import dev.pitwall.core.sql.tree.CheckMaterialization;
import dev.pitwall.core.sql.tree.MaterializeViews;
import dev.pitwall.core.store.StoreRegistry;
import dev.pitwall.spi.model.FeatureViewSpec;
import java.util.ArrayList;
import java.util.List;

/** MATERIALIZE and CHECK MATERIALIZATION as statements. */
final class MaterializationStatements {
  private final QueryRunner runner;
  private final Materializer materializer;
  private final MaterializationCheck check;

  MaterializationStatements(
      QueryPreparation queries,
      QueryRunner runner,
      CatalogRegistry registry,
      StoreRegistry stores,
      NearCachedOnlineStore online,
      CurrentViews current) {
    this.runner = runner;
    StatementQueries own = new OwnQueries(queries, runner);
    this.materializer = new Materializer(own, registry, stores, current);
    this.check = new MaterializationCheck(own, registry, online.uncached());
  }

  PreparedQuery prepare(QuerySession session, String sql, MaterializeViews statement) {
    materializer.views(statement); // fails now, if it does
    return PreparedCommand.change(
        sql,
        () -> {
          long written = 0;
          for (FeatureViewSpec view : materializer.views(statement)) { // as they are by then
            written += materializer.materialize(view, statement, session);
          }
          return RowsResult.ofCount(written);
        });
  }

  PreparedQuery prepare(QuerySession session, String sql, CheckMaterialization statement) {
    List<FeatureViewSpec> views = check.views(statement);
    return PreparedCommand.rows(
        sql,
        MaterializationCheck.COLUMNS,
        () -> {
          List<List<Object>> rows = new ArrayList<>();
          views.forEach(view -> rows.add(check.compare(view, session, runner.allocator())));
          return RowsResult.ofRows(MaterializationCheck.COLUMNS, rows, runner.allocator());
        });
  }
}
