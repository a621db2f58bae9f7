package dev.pitwall.core.query;

import dev.pitwall.core.activity.StatementRun;
import dev.pitwall.core.maintenance.EntityErasure;
import dev.pitwall.core.maintenance.TableUpkeep;
import dev.pitwall.core.materialize.CurrentViews;
import dev.pitwall.core.query.preparation.PlanningThread;
import dev.pitwall.core.query.preparation.QueryPreparation;
import dev.pitwall.core.query.preparation.QueryRunner;
import dev.pitwall.core.query.result.PreparedQuery;
import dev.pitwall.core.query.result.RowsResult;
import dev.pitwall.core.registry.CatalogRegistry;
import dev.pitwall.core.session.QuerySession;
import dev.pitwall.core.sql.tree.EraseEntity;
import dev.pitwall.core.sql.tree.OptimizeTable;
import dev.pitwall.core.sql.tree.VacuumTable;
import dev.pitwall.core.store.StoreRegistry;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.util.List;
import java.util.function.Function;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.OutOfMemoryException;
import org.apache.arrow.vector.types.pojo.Schema;

/** OPTIMIZE, VACUUM and ERASE ENTITY as statements. */
final class MaintenanceStatements {
  private final QueryPreparation queries;
  private final QueryRunner runner;
  private final TableUpkeep upkeep;
  private final EntityErasure erasure;

  MaintenanceStatements(
      QueryPreparation queries,
      QueryRunner runner,
      CatalogRegistry registry,
      StoreRegistry stores,
      CurrentViews online) {
    this.queries = queries;
    this.runner = runner;
    OwnQueries own = new OwnQueries(queries, runner);
    this.upkeep = new TableUpkeep(own, stores);
    this.erasure = new EntityErasure(own, registry, stores, online);
  }

  /** Planning changes the tree of a condition, so every run reads the statement again. */
  PreparedQuery prepareOptimize(QuerySession session, String sql) {
    return rows(
        sql,
        TableUpkeep.OPTIMIZED,
        memory -> {
          OptimizeTable statement = PlanningThread.call(() -> (OptimizeTable) queries.parse(sql));
          return List.of(
              upkeep.optimize(
                  statement,
                  queries.tables(session),
                  session,
                  memory,
                  MaintenanceStatements::checkNotCancelled));
        });
  }

  PreparedQuery prepare(QuerySession session, String sql, VacuumTable statement) {
    return rows(
        sql,
        TableUpkeep.VACUUMED,
        memory ->
            List.of(
                upkeep.vacuum(
                    statement, queries.tables(session), MaintenanceStatements::checkNotCancelled)));
  }

  PreparedQuery prepare(QuerySession session, String sql, EraseEntity statement) {
    return rows(
        sql,
        EntityErasure.COLUMNS,
        memory ->
            erasure.run(statement, session, memory, MaintenanceStatements::checkNotCancelled));
  }

  private PreparedQuery rows(
      String sql, Schema columns, Function<BufferAllocator, List<List<Object>>> work) {
    return PreparedCommand.rows(
        sql, columns, () -> RowsResult.ofRows(columns, withinMemory(work), runner.allocator()));
  }

  private static void checkNotCancelled() {
    StatementRun.current().ifPresent(StatementRun::checkNotCancelled);
  }

  private List<List<Object>> withinMemory(Function<BufferAllocator, List<List<Object>>> work) {
    try (BufferAllocator memory = runner.newMemory("maintenance")) {
      return work.apply(memory);
    } catch (OutOfMemoryException e) {
      throw new PitwallException(
          ErrorCode.MEMORY_LIMIT_EXCEEDED,
          "the rows that are ordered together need more memory than a query may have; raise"
              + " limits.query_memory",
          e);
    }
  }
}
