package dev.pitwall.core.query;

import dev.pitwall.core.explain.ExplainNode;
import dev.pitwall.core.explain.JsonExplain;
import dev.pitwall.core.explain.PlanDescription;
import dev.pitwall.core.explain.TextExplain;
import dev.pitwall.core.session.QuerySession;
import dev.pitwall.core.sql.tree.ExplainStatement;
import dev.pitwall.core.sql.validate.StatementParameters;
import dev.pitwall.execution.driver.RunningQuery;
import dev.pitwall.execution.memory.ByteSize;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/** EXPLAIN and EXPLAIN ANALYZE: one column, one row a line. */
final class Explanations {
  private static final Schema PLAN =
      new Schema(List.of(Field.notNullable("plan", ArrowType.Utf8.INSTANCE)));

  private final QueryPreparation queries;
  private final QueryRunner runner;

  Explanations(QueryPreparation queries, QueryRunner runner) {
    this.queries = queries;
    this.runner = runner;
  }

  PreparedQuery prepare(QuerySession session, String sql, ExplainStatement explain) {
    if (explain.mode() == ExplainStatement.Mode.ANALYZE) {
      StatementParameters.of(explain).refuse("EXPLAIN ANALYZE, which runs the query,");
    }
    PlannedQuery plan = queries.plan(explain.query(), session);
    return PreparedCommand.rows(
        sql,
        PLAN,
        () -> {
          List<String> lines =
              explain.mode() == ExplainStatement.Mode.ANALYZE
                  ? measured(plan, session, explain.format())
                  : rendered(PlanDescription.of(plan.plan()), plan, explain.format());
          List<List<Object>> rows = lines.stream().map(line -> List.<Object>of(line)).toList();
          return RowsResult.ofRows(PLAN, rows, runner.allocator());
        });
  }

  private List<String> measured(
      PlannedQuery plan, QuerySession session, ExplainStatement.Format format) {
    try (RunningQuery query = runner.start(plan.plan(), session)) {
      long rows = 0;
      for (VectorSchemaRoot batch = query.next(); batch != null; batch = query.next()) {
        rows += batch.getRowCount();
        batch.close();
      }
      ExplainNode measured = PlanDescription.of(plan.plan(), query::metrics);
      List<String> lines = new ArrayList<>(rendered(measured, plan, format));
      if (format == ExplainStatement.Format.TEXT) {
        lines.add("rows: " + rows);
        lines.add("peak memory: " + ByteSize.format(query.peakMemoryBytes()));
      }
      return lines;
    }
  }

  private static List<String> rendered(
      ExplainNode described, PlannedQuery plan, ExplainStatement.Format format) {
    List<String> notes = new ArrayList<>(plan.notes());
    plan.warnings().forEach(warning -> notes.add("warning: " + warning.message()));
    return format == ExplainStatement.Format.JSON
        ? List.of(JsonExplain.text(described, notes))
        : TextExplain.lines(described, notes);
  }
}
