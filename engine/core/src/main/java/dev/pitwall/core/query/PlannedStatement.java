package dev.pitwall.core.query;

import dev.pitwall.core.query.preparation.PlannedQuery;
import dev.pitwall.core.query.result.ParameterValues;
import dev.pitwall.core.query.result.PreparedQuery;
import dev.pitwall.core.query.result.QueryWarning;
import dev.pitwall.core.session.QuerySession;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * A statement that has a plan. A run whose plan is outdated plans anew, so that it sees what was
 * committed since.
 *
 * @param <P> what is planned
 */
abstract class PlannedStatement<P> implements PreparedQuery {
  private final String sql;
  private final QuerySession session;
  private final Function<P, PlannedQuery> rows;
  private final Supplier<P> planner;
  private final Schema parameters;
  private final List<QueryWarning> warnings;
  private final AtomicReference<P> first;

  /**
   * Prepares a statement.
   *
   * @param plan as of now
   * @param rows what a plan reads
   * @param planner gives the plan as of when it is asked
   */
  PlannedStatement(
      String sql,
      QuerySession session,
      P plan,
      Function<P, PlannedQuery> rows,
      Supplier<P> planner) {
    this.sql = sql;
    this.session = session;
    this.planner = planner;
    this.rows = rows;
    this.parameters = rows.apply(plan).parameters();
    this.warnings = rows.apply(plan).warnings();
    this.first = new AtomicReference<>(plan);
  }

  /** The plan that was made when the statement was prepared serves one run, if still good. */
  final P plan() {
    P prepared = first.getAndSet(null);
    return prepared != null && rows.apply(prepared).isGoodForOneRun() ? prepared : planner.get();
  }

  final QuerySession session() {
    return session;
  }

  @Override
  public final String sql() {
    return sql;
  }

  @Override
  public final Schema parameterSchema() {
    return parameters;
  }

  @Override
  public final List<QueryWarning> warnings() {
    return warnings;
  }

  @Override
  public final List<ParameterValues> bind(VectorSchemaRoot rows) {
    return ParameterValues.of(parameters, session.settings().timeZone(), rows);
  }
}
