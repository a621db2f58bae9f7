package dev.pitwall.core.query;

import dev.pitwall.core.session.QuerySession;
import dev.pitwall.execution.plan.PhysicalPlan;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.arrow.vector.types.pojo.Schema;

/** A query. A later run plans it anew, so that it sees what was committed since. */
final class PreparedSelect implements PreparedQuery {
  private final String sql;
  private final QuerySession session;
  private final QueryRunner runner;
  private final Supplier<PhysicalPlan> planner;
  private final Schema schema;
  private final Schema parameters;
  private final List<QueryWarning> warnings;
  private final AtomicReference<PhysicalPlan> fresh;

  /**
   * Prepares a query.
   *
   * @param plan as of now
   * @param planner makes the plan anew
   */
  PreparedSelect(
      String sql,
      QuerySession session,
      QueryRunner runner,
      PlannedQuery plan,
      Supplier<PhysicalPlan> planner) {
    this.sql = sql;
    this.session = session;
    this.runner = runner;
    this.planner = planner;
    this.schema = plan.plan().schema();
    this.parameters = plan.parameters();
    this.warnings = plan.warnings();
    this.fresh = new AtomicReference<>(plan.plan());
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
  public QueryResult execute() {
    if (!parameters.getFields().isEmpty()) {
      throw new PitwallException(
          ErrorCode.NOT_SUPPORTED,
          "parameters (?) are not supported yet; write the values into the statement");
    }
    PhysicalPlan first = fresh.getAndSet(null);
    PhysicalPlan plan = first == null ? planner.get() : first;
    if (!plan.schema().equals(schema)) {
      throw new PitwallException(
          ErrorCode.INVALID_STATEMENT,
          "the columns of the answer changed since the statement was prepared; prepare it again");
    }
    return new StreamResult(runner.start(plan, session), warnings());
  }
}
