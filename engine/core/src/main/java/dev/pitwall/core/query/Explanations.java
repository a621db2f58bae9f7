package dev.pitwall.core.query;

import dev.pitwall.core.explain.ExplainNode;
import dev.pitwall.core.explain.JsonExplain;
import dev.pitwall.core.explain.PlanDescription;
import dev.pitwall.core.explain.TextExplain;
import dev.pitwall.core.query.preparation.PlannedInsert;
import dev.pitwall.core.query.preparation.PlannedQuery;
import dev.pitwall.core.query.preparation.QueryPreparation;
import dev.pitwall.core.query.preparation.QueryRunner;
import dev.pitwall.core.query.result.PreparedQuery;
import dev.pitwall.core.query.result.RowsResult;
import dev.pitwall.core.session.QuerySession;
import dev.pitwall.core.sql.tree.ExplainStatement;
import dev.pitwall.core.sql.tree.clause.Positions;
import dev.pitwall.core.sql.validate.StatementParameters;
import dev.pitwall.core.write.InsertTarget;
import dev.pitwall.execution.driver.RunningQuery;
import dev.pitwall.execution.memory.ByteSize;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.calcite.sql.SqlInsert;

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
    if (explain.query() instanceof SqlInsert insert) {
      return prepare(session, sql, explain, insert);
    }
    PlannedQuery plan = queries.plan(explain.query(), session);
    return lines(
        sql,
        () ->
            explain.mode() == ExplainStatement.Mode.ANALYZE
                ? measured(plan, session, explain.format())
                : rendered(PlanDescription.of(plan.plan()), plan, explain.format()));
  }

  private PreparedQuery prepare(
      QuerySession session, String sql, ExplainStatement explain, SqlInsert insert) {
    if (explain.mode() == ExplainStatement.Mode.ANALYZE) {
      throw new PitwallException(
              ErrorCode.NOT_SUPPORTED,
              "EXPLAIN ANALYZE would insert the rows; leave ANALYZE out, or analyze the query alone")
          .at(Positions.of(insert));
    }
    PlannedInsert planned = queries.plan(insert, session);
    InsertTarget target = planned.target();
    Map<String, String> details =
        Map.of("into", target.name(), "table", target.source().location());
    ExplainNode described =
        new ExplainNode(
            "Insert", new TreeMap<>(details), List.of(PlanDescription.of(planned.rows().plan())));
    return lines(sql, () -> rendered(described, planned.rows(), explain.format()));
  }

  private PreparedQuery lines(String sql, Supplier<List<String>> lines) {
    return PreparedCommand.rows(
        sql,
        PLAN,
        () -> {
          List<List<Object>> rows =
              lines.get().stream().map(line -> List.<Object>of(line)).toList();
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
