package dev.pitwall.core.materialize;

import dev.pitwall.core.registry.CatalogRegistry;
import dev.pitwall.core.registry.Watermark;
import dev.pitwall.core.session.QuerySession;
import dev.pitwall.core.sql.tree.MaterializeViews;
import dev.pitwall.core.sql.tree.clause.Positions;
import dev.pitwall.execution.driver.RunningQuery;
import dev.pitwall.execution.plan.PhysicalPlan;
import dev.pitwall.execution.plan.ScanPlan;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.model.FeatureViewSpec;
import dev.pitwall.spi.online.OnlineStore;
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
  private final OnlineStore online;

  public Materializer(StatementQueries queries, CatalogRegistry registry, OnlineStore online) {
    this.queries = queries;
    this.registry = registry;
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
   */
  public long materialize(FeatureViewSpec view, MaterializeViews statement, QuerySession session) {
    long readAt = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    OptionalLong from =
        statement.from().map(b -> OptionalLong.of(micros(b, view, session))).orElse(none());
    long to = statement.to().map(bound -> ended(bound, view, session, readAt)).orElse(readAt);
    Optional<Watermark> last = registry.watermark(view.name());
    Run run =
        from.isPresent() || last.isEmpty()
            ? run(view, MaterializedRows.between(from, to), session)
            : since(view, last.get(), to, session);
    long written = write(view, run, session);
    MaterializedRows.Asked asked =
        from.isPresent() ? MaterializedRows.Asked.RANGE : MaterializedRows.Asked.SINCE_LAST_RUN;
    run.tableVersion().stream()
        .mapToObj(version -> run.rows().after(last, asked, readAt, version))
        .flatMap(Optional::stream)
        .forEach(watermark -> record(view, watermark));
    return written;
  }

  /** The rows of a view that was redefined meanwhile say nothing of the view there is now. */
  private void record(FeatureViewSpec view, Watermark watermark) {
    if (registry.current().featureView(view.name()).equals(Optional.of(view))) {
      registry.recordWatermark(view.name(), watermark);
    }
  }

  /**
   * A run as it was planned.
   *
   * @param tableVersion that the plan reads; empty when it reads nothing at all
   */
  private record Run(MaterializedRows rows, PhysicalPlan plan, OptionalLong tableVersion) {}

  private static OptionalLong none() {
    return OptionalLong.empty();
  }

  private Run run(FeatureViewSpec view, MaterializedRows rows, QuerySession session) {
    PhysicalPlan plan = queries.plan(new Materialization(view, rows).sql(), session);
    return new Run(rows, plan, tableVersion(plan, view));
  }

  /** Which rows are new depends on the table's version, which planning tells. */
  private Run since(FeatureViewSpec view, Watermark last, long to, QuerySession session) {
    MaterializedRows newer = MaterializedRows.since(view, last, to, last.tableVersion());
    Run unchanged = run(view, newer, session);
    long version = unchanged.tableVersion().orElse(last.tableVersion());
    return version == last.tableVersion()
        ? unchanged
        : run(view, MaterializedRows.since(view, last, to, version), session);
  }

  private static OptionalLong tableVersion(PhysicalPlan plan, FeatureViewSpec view) {
    if (plan instanceof ScanPlan scan && scan.scan().snapshot().source().equals(view.source())) {
      return OptionalLong.of(scan.scan().snapshot().version());
    }
    return plan.inputs().stream()
        .map(input -> tableVersion(input, view))
        .filter(OptionalLong::isPresent)
        .findFirst()
        .orElse(none());
  }

  private long write(FeatureViewSpec view, Run run, QuerySession session) {
    RunProgress progress = new RunProgress(view, run.plan(), session.progress());
    progress.begin();
    try (RunningQuery query = queries.start(run.plan(), session);
        PendingWrites writes = new PendingWrites(online, view)) {
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
    PhysicalPlan plan = queries.plan("SELECT CAST(" + literal + " AS " + type + ")", session);
    try (RunningQuery query = queries.start(plan, session);
        VectorSchemaRoot rows = query.next()) {
      return ((TimeStampVector) rows.getVector(0)).get(0);
    }
  }
}
