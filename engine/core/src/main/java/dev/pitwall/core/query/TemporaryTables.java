package dev.pitwall.core.query;

import dev.pitwall.core.query.preparation.PlannedQuery;
import dev.pitwall.core.query.preparation.QueryPreparation;
import dev.pitwall.core.query.preparation.QueryRunner;
import dev.pitwall.core.query.result.PreparedQuery;
import dev.pitwall.core.query.result.QueryResult;
import dev.pitwall.core.query.result.RowsResult;
import dev.pitwall.core.session.QuerySession;
import dev.pitwall.core.session.TemporaryTable;
import dev.pitwall.core.sql.tree.clause.Positions;
import dev.pitwall.core.sql.tree.definition.CreateTemporaryTable;
import dev.pitwall.core.table.TableDirectory;
import dev.pitwall.core.type.DistinctNames;
import dev.pitwall.execution.driver.RunningQuery;
import dev.pitwall.execution.plan.PhysicalPlan;
import dev.pitwall.execution.vector.Batches;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.util.Util;

/** CREATE and DROP of tables that live in a session. */
final class TemporaryTables {
  private final QueryPreparation queries;
  private final QueryRunner runner;

  TemporaryTables(QueryPreparation queries, QueryRunner runner) {
    this.queries = queries;
    this.runner = runner;
  }

  PreparedQuery prepare(QuerySession session, String sql, CreateTemporaryTable create) {
    String name = name(create.name());
    PlannedQuery planned = queries.plan(create.query(), session);
    DistinctNames.require("temporary table", planned.plan().schema());
    return PreparedCommand.change(
            sql,
            () -> {
              if (!create.getReplace() && session.temporaryTable(name).isPresent()) {
                throw new PitwallException(
                        ErrorCode.DUPLICATE_OBJECT,
                        "there is a temporary table " + name + " already; use CREATE OR REPLACE")
                    .at(Positions.of(create.name()));
              }
              TemporaryTable table = filled(name, planned.plan(), session);
              session.put(table);
              return RowsResult.ofCount(table.rowCount(), planned.warnings());
            })
        .warning(planned.warnings());
  }

  /** Whether a name means a table of the session. */
  boolean isTemporary(QuerySession session, SqlIdentifier name) {
    boolean ours =
        name.isSimple()
            || (name.names.size() == 2
                && name.names.get(0).equalsIgnoreCase(TableDirectory.SESSION));
    return ours && session.temporaryTable(Util.last(name.names)).isPresent();
  }

  QueryResult drop(QuerySession session, SqlIdentifier name) {
    return RowsResult.ofCount(session.drop(Util.last(name.names)) ? 1 : 0);
  }

  private TemporaryTable filled(String name, PhysicalPlan plan, QuerySession session) {
    List<VectorSchemaRoot> batches = new ArrayList<>();
    try (RunningQuery query = runner.start(plan, session)) {
      for (VectorSchemaRoot batch = query.next(); batch != null; batch = query.next()) {
        batches.add(Batches.transfer(batch, session.allocator()));
      }
      return new TemporaryTable(name, query.schema(), batches);
    } catch (RuntimeException e) {
      batches.forEach(VectorSchemaRoot::close);
      throw e;
    }
  }

  private static String name(SqlIdentifier name) {
    if (name.isSimple()) {
      return name.getSimple();
    }
    if (name.names.size() == 2 && name.names.get(0).equalsIgnoreCase(TableDirectory.SESSION)) {
      return name.names.get(1);
    }
    throw new PitwallException(
            ErrorCode.INVALID_STATEMENT,
            "a temporary table lives in the schema session, not in " + name.names.get(0))
        .at(Positions.of(name));
  }
}
