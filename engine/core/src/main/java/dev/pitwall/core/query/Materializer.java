package dev.pitwall.core.query;

import dev.pitwall.core.catalog.CatalogSnapshot;
import dev.pitwall.core.registry.CatalogRegistry;
import dev.pitwall.core.session.QuerySession;
import dev.pitwall.core.sql.tree.MaterializeViews;
import dev.pitwall.core.sql.tree.Positions;
import dev.pitwall.execution.driver.RunningQuery;
import dev.pitwall.execution.plan.PhysicalPlan;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.error.Suggestion;
import dev.pitwall.spi.model.Availability;
import dev.pitwall.spi.model.FeatureViewSpec;
import dev.pitwall.spi.online.OnlineStore;
import dev.pitwall.spi.online.WriteSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.dialect.AnsiSqlDialect;
import org.apache.calcite.util.Util;

/** MATERIALIZE: copies the newest row of each entity from the offline to the online store. */
final class Materializer {
  private final QueryPreparation queries;
  private final QueryRunner runner;
  private final CatalogRegistry registry;
  private final OnlineStore online;

  Materializer(
      QueryPreparation queries, QueryRunner runner, CatalogRegistry registry, OnlineStore online) {
    this.queries = queries;
    this.runner = runner;
    this.registry = registry;
    this.online = online;
  }

  PreparedQuery prepare(QuerySession session, String sql, MaterializeViews statement) {
    CatalogSnapshot catalog = registry.current();
    List<FeatureViewSpec> views = new ArrayList<>();
    statement.views().forEach(name -> views.add(view(name, catalog)));
    return PreparedCommand.change(
        sql,
        () -> {
          long written = 0;
          for (FeatureViewSpec view : views) {
            written += materialize(view, statement, session);
          }
          return RowsResult.ofCount(written);
        });
  }

  private static FeatureViewSpec view(SqlIdentifier name, CatalogSnapshot catalog) {
    String last = Util.last(name.names);
    FeatureViewSpec view =
        catalog
            .featureView(last)
            .orElseThrow(
                () ->
                    new PitwallException(
                            ErrorCode.FEATURE_VIEW_NOT_FOUND,
                            "there is no feature view "
                                + last
                                + Suggestion.didYouMean(last, catalog.featureViewMap().keySet()))
                        .at(Positions.of(name)));
    if (view.availability() == Availability.OFFLINE_ONLY) {
      throw new PitwallException(
              ErrorCode.INVALID_STATEMENT,
              "feature view "
                  + view.name()
                  + " is OFFLINE ONLY; create it again with ONLINE to materialize it")
          .at(Positions.of(name));
    }
    return view;
  }

  private long materialize(FeatureViewSpec view, MaterializeViews statement, QuerySession session) {
    Optional<Long> from = statement.from().map(bound -> micros(sql(bound), view, session));
    long to =
        micros(statement.to().map(Materializer::sql).orElse("CURRENT_TIMESTAMP"), view, session);
    PhysicalPlan plan = queries.plan(new Materialization(view, from, to).sql(), session);
    WriteSummary summary = new WriteSummary(0, 0);
    try (RunningQuery query = runner.start(plan, session)) {
      for (VectorSchemaRoot rows = query.next(); rows != null; rows = query.next()) {
        summary = summary.plus(written(view, rows));
      }
    }
    registry.recordWatermark(view.name(), to);
    return summary.written();
  }

  private WriteSummary written(FeatureViewSpec view, VectorSchemaRoot rows) {
    try (rows) {
      return online.write(view, rows).toCompletableFuture().join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof PitwallException known ? known : e;
    }
  }

  /** The value of a bound, as the view's event timestamp would hold it. */
  private long micros(String bound, FeatureViewSpec view, QuerySession session) {
    String sql = "SELECT CAST(" + bound + " AS " + Materialization.eventType(view) + ")";
    try (RunningQuery query = runner.start(queries.plan(sql, session), session);
        VectorSchemaRoot rows = query.next()) {
      return ((TimeStampVector) rows.getVector(0)).get(0);
    }
  }

  private static String sql(SqlNode literal) {
    return literal.toSqlString(AnsiSqlDialect.DEFAULT).getSql();
  }
}
