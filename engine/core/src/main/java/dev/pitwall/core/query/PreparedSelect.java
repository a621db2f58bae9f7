package dev.pitwall.core.query;

import dev.pitwall.core.query.preparation.PlannedQuery;
import dev.pitwall.core.query.preparation.QueryRunner;
import dev.pitwall.core.query.result.ParameterValues;
import dev.pitwall.core.query.result.QueryResult;
import dev.pitwall.core.query.result.StreamResult;
import dev.pitwall.core.session.QuerySession;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.arrow.vector.types.pojo.Schema;

/** A query. */
final class PreparedSelect extends PlannedStatement<PlannedQuery> {
  private final QueryRunner runner;
  private final Schema schema;

  PreparedSelect(
      String sql,
      QuerySession session,
      QueryRunner runner,
      PlannedQuery plan,
      Supplier<PlannedQuery> planner) {
    super(sql, session, plan, Function.identity(), planner);
    this.runner = runner;
    this.schema = plan.plan().schema();
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
  public QueryResult execute(ParameterValues values) {
    values.check(parameterSchema());
    PlannedQuery planned = plan();
    if (!planned.plan().schema().equals(schema)
        || !planned.parameters().equals(parameterSchema())) {
      throw new PitwallException(
          ErrorCode.INVALID_STATEMENT,
          "the columns of the answer, or the types of the parameters, changed since the statement"
              + " was prepared; prepare it again");
    }
    return new StreamResult(runner.start(planned.plan(), session(), values), warnings());
  }
}
