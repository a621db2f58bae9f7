package dev.pitwall.core.query;

import dev.pitwall.core.query.preparation.PlannedInsert;
import dev.pitwall.core.query.preparation.PlannedQuery;
import dev.pitwall.core.query.preparation.QueryRunner;
import dev.pitwall.core.query.result.ParameterValues;
import dev.pitwall.core.query.result.QueryResult;
import dev.pitwall.core.query.result.RowsResult;
import dev.pitwall.core.session.QuerySession;
import dev.pitwall.core.write.RowInsertion;
import dev.pitwall.execution.driver.RunningQuery;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.apache.arrow.vector.types.pojo.Schema;

/** An INSERT. The rows of all runs that are asked for at once become visible at once. */
final class PreparedInsert extends PlannedStatement<PlannedInsert> {
  private static final Schema NO_COLUMNS = new Schema(List.of());

  private final QueryRunner runner;
  private final Set<RunningQuery> running = ConcurrentHashMap.newKeySet();
  private final AtomicLong cancellations = new AtomicLong();

  PreparedInsert(
      String sql,
      QuerySession session,
      QueryRunner runner,
      PlannedInsert plan,
      Supplier<PlannedInsert> planner) {
    super(sql, session, plan, PlannedInsert::rows, planner);
    this.runner = runner;
  }

  @Override
  public Kind kind() {
    return Kind.UPDATE;
  }

  @Override
  public Schema schema() {
    return NO_COLUMNS;
  }

  @Override
  public QueryResult execute(ParameterValues values) {
    return RowsResult.ofCount(update(List.of(values)), warnings());
  }

  @Override
  public long update(List<ParameterValues> runs) {
    runs.forEach(values -> values.check(parameterSchema()));
    long begunAfter = cancellations.get();
    PlannedInsert planned = plan();
    if (!planned.rows().parameters().equals(parameterSchema())) {
      throw new PitwallException(
          ErrorCode.INVALID_STATEMENT,
          "the types of the parameters changed since the statement was prepared; prepare it again");
    }
    try (RowInsertion insertion =
        new RowInsertion(
            planned.target(),
            planned.store(),
            session().settings().insertTransaction(),
            runner.allocator())) {
      for (ParameterValues values : runs) {
        run(planned.rows(), values, insertion, begunAfter);
      }
      return insertion.commit();
    }
  }

  private void run(
      PlannedQuery planned, ParameterValues values, RowInsertion insertion, long begunAfter) {
    try (RunningQuery rows = runner.start(planned.plan(), session(), values)) {
      running.add(rows);
      try {
        checkNotCancelled(begunAfter);
        insertion.add(rows);
      } finally {
        running.remove(rows);
      }
    }
  }

  /** Between two runs there was no query to be cancelled. */
  private void checkNotCancelled(long begunAfter) {
    if (cancellations.get() != begunAfter) {
      throw new PitwallException(ErrorCode.STATEMENT_CANCELLED, "the statement was cancelled");
    }
  }

  @Override
  public void cancel() {
    cancellations.incrementAndGet();
    running.forEach(RunningQuery::cancel);
  }
}
