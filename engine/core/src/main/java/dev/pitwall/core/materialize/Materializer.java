package dev.pitwall.core.materialize;

import dev.pitwall.core.registry.CatalogRegistry;
import dev.pitwall.core.registry.ViewState;
import dev.pitwall.core.registry.Watermark;
import dev.pitwall.core.session.QuerySession;
import dev.pitwall.core.sql.tree.MaterializeViews;
import dev.pitwall.core.sql.tree.clause.Positions;
import dev.pitwall.core.store.SnapshotOptions;
import dev.pitwall.core.store.StoreRegistry;
import dev.pitwall.core.table.HistoryTable;
import dev.pitwall.core.table.TableDirectory;
import dev.pitwall.execution.driver.RunningQuery;
import dev.pitwall.execution.plan.PhysicalPlan;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.model.FeatureViewSpec;
import dev.pitwall.spi.model.TableSource;
import dev.pitwall.spi.offline.TableSnapshot;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.dialect.AnsiSqlDialect;

/**
 * MATERIALIZE: copies the newest row of each entity from the offline to the online store. The store
 * keeps the newest row whatever is offered, so a run that was broken off is simply run again: the
 * watermark moves only when every row is acknowledged. Thread-safe.
 */
public final class Materializer {
  private final StatementQueries queries;
  private final CatalogRegistry registry;
  private final StoreRegistry stores;
  private final CurrentViews online;

  public Materializer(
      StatementQueries queries,
      CatalogRegistry registry,
      StoreRegistry stores,
      CurrentViews online) {
    this.queries = queries;
    this.registry = registry;
    this.stores = stores;
    this.online = online;
  }

  /**
   * The views that a statement names.
   *
   * @throws PitwallException of the category USER when there is no such view in the online store
   */
  public List<FeatureViewSpec> views(MaterializeViews statement) {
    return MaterializedViews.find(statement.views(), registry.current());
  }

  /**
   * Materializes a view.
   *
   * @return how many rows the online store took
   * @throws PitwallException COMMIT_CONFLICT when the view gets another definition meanwhile, or
   *     one of its entities is erased
   */
  public long materialize(FeatureViewSpec view, MaterializeViews statement, QuerySession session) {
    ViewState begun = registry.state(view);
    long readAt = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    OptionalLong from =
        statement.from().map(b -> OptionalLong.of(micros(b, view, session))).orElse(none());
    long to = statement.to().map(bound -> ended(bound, view, session, readAt)).orElse(readAt);
    Optional<Watermark> last = registry.watermark(view.name());
    TableSnapshot table = table(view);
    List<RunStep> steps = steps(view, table, from, to, last);
    long written = 0;
    for (RunStep step : steps) {
      written += write(begun, step, session);
    }
    MaterializedRows.Asked asked =
        from.isPresent() ? MaterializedRows.Asked.RANGE : MaterializedRows.Asked.SINCE_LAST_RUN;
    steps
        .get(0)
        .rows()
        .after(last, asked, readAt, table)
        .ifPresent(mark -> online.record(begun, mark));
    return written;
  }

  private TableSnapshot table(FeatureViewSpec view) {
    TableSource source = view.source();
    return stores.offline(source.format()).snapshot(source, SnapshotOptions.selector(source));
  }

  /** The rows that are read are of this version of the table at least. */
  private List<RunStep> steps(
      FeatureViewSpec view,
      TableSnapshot table,
      OptionalLong from,
      long to,
      Optional<Watermark> last) {
    RunSteps steps = new RunSteps(view, stores.offline(view.source().format()), table);
    return from.isPresent() || last.isEmpty()
        ? List.of(steps.range(new MaterializedRows(from, to)))
        : steps.since(last.get(), to);
  }

  private static OptionalLong none() {
    return OptionalLong.empty();
  }

  private PhysicalPlan plan(FeatureViewSpec view, RunStep step, QuerySession session) {
    String sql = new Materialization(view, step.rows()).sql();
    return step.added()
        .map(rows -> new HistoryTable(view, rows))
        .map(rows -> queries.plan(queries.parse(sql), session, TableDirectory.FEATURES, rows))
        .orElseGet(() -> queries.plan(sql, session));
  }

  private long write(ViewState begun, RunStep step, QuerySession session) {
    PhysicalPlan plan = plan(begun.view(), step, session);
    RunProgress progress = new RunProgress(step.task(), plan, session.progress());
    progress.begin();
    try (RunningQuery query = queries.start(plan, session);
        PendingWrites writes = new PendingWrites(online, begun)) {
      for (VectorSchemaRoot rows = query.next(); rows != null; rows = query.next()) {
        writes.write(rows);
        progress.report(writes.acknowledged(), query);
      }
      long written = writes.finish().written();
      progress.report(writes.acknowledged(), query);
      return written;
    }
  }

  /** A row of the future, once in the online store, would be seen before its time. */
  private long ended(SqlNode bound, FeatureViewSpec view, QuerySession session, long now) {
    long to = micros(bound, view, session);
    if (to > now) {
      throw new PitwallException(
              ErrorCode.INVALID_VALUE,
              "MATERIALIZE ends at the present at the latest: the online store answers at once with"
                  + " what it is given; leave TO out")
          .at(Positions.of(bound));
    }
    return to;
  }

  /** The value of a bound, as the view's event timestamp would hold it. */
  private long micros(SqlNode bound, FeatureViewSpec view, QuerySession session) {
    String literal = bound.toSqlString(AnsiSqlDialect.DEFAULT).getSql();
    String type = Materialization.timestampType(view, view.eventTimestamp());
    try (RunningQuery query =
            queries.start(
                queries.plan("SELECT CAST(" + literal + " AS " + type + ")", session), session);
        VectorSchemaRoot rows = query.next()) {
      TimeStampVector value = (TimeStampVector) rows.getVector(0);
      if (value.isNull(0)) {
        throw new PitwallException(
            ErrorCode.INVALID_VALUE, "MATERIALIZE begins and ends at a timestamp, not at NULL");
      }
      return value.get(0);
    } catch (PitwallException e) { // with a place, if any, in the query above
      throw new PitwallException(e.code(), e.getMessage(), e).at(Positions.of(bound));
    }
  }
}
