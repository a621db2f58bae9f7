package dev.pitwall.core.query;

import dev.pitwall.core.query.preparation.PlannedQuery;
import dev.pitwall.core.query.preparation.QueryRunner;
import dev.pitwall.core.query.result.ParameterValues;
import dev.pitwall.core.query.result.PreparedQuery;
import dev.pitwall.core.query.result.QueryResult;
import dev.pitwall.core.query.result.QueryWarning;
import dev.pitwall.core.query.result.StreamResult;
import dev.pitwall.core.session.QuerySession;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;

/** A query. A run whose plan is outdated plans anew, so that it sees what was committed since. */
final class PreparedSelect implements PreparedQuery {
  private final String sql;
  private final QuerySession session;
  private final QueryRunner runner;
  private final Supplier<PlannedQuery> planner;
  private final Schema schema;
  private final Schema parameters;
  private final List<QueryWarning> warnings;
  private final AtomicReference<PlannedQuery> first;

  /**
   * Prepares a query.
   *
   * @param plan as of now
   * @param planner gives the plan as of when it is asked
   */
  PreparedSelect(
      String sql,
      QuerySession session,
      QueryRunner runner,
      PlannedQuery plan,
      Supplier<PlannedQuery> planner) {
    this.sql = sql;
    this.session = session;
    this.runner = runner;
    this.planner = planner;
    this.schema = plan.plan().schema();
    this.parameters = plan.parameters();
    this.warnings = plan.warnings();
    this.first = new AtomicReference<>(plan);
  }

  @Override
  public String sql() {
    return sql;
  }

  @Override
  public Kind kind() {
    return Kind.QUERY;
  }

  @Override
  public Schema schema() {
    return schema;
  }

  @Override
  public Schema parameterSchema() {
    return parameters;
  }

  @Override
  public List<QueryWarning> warnings() {
    return warnings;
  }

  @Override
  public List<ParameterValues> bind(VectorSchemaRoot rows) {
    return ParameterValues.of(parameters, session.settings().timeZone(), rows);
  }

  @Override
  public QueryResult execute(ParameterValues values) {
    values.check(parameters);
    PlannedQuery planned = plan();
    if (!planned.plan().schema().equals(schema) || !planned.parameters().equals(parameters)) {
      throw new PitwallException(
          ErrorCode.INVALID_STATEMENT,
          "the columns of the answer, or the types of the parameters, changed since the statement"
              + " was prepared; prepare it again");
    }
    return new StreamResult(runner.start(planned.plan(), session, values), warnings());
  }

  /** The plan that was made when the statement was prepared serves one run, if still good. */
  private PlannedQuery plan() {
    PlannedQuery prepared = first.getAndSet(null);
    boolean good = prepared != null && prepared.isGoodForOneRun();
    return good ? prepared : planner.get();
  }
}
