package dev.pitwall.core.query;

import dev.pitwall.core.activity.StatementLog;
import dev.pitwall.core.activity.StatementRun;
import dev.pitwall.core.query.result.ParameterValues;
import dev.pitwall.core.query.result.PreparedQuery;
import dev.pitwall.core.query.result.QueryResult;
import dev.pitwall.core.query.result.QueryWarning;
import dev.pitwall.core.session.QuerySession;
import dev.pitwall.core.session.StatementKind;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;

/** A statement whose runs can be seen and cancelled while they last. */
final class TrackedQuery implements PreparedQuery {
  private final PreparedQuery query;
  private final QuerySession session;
  private final StatementKind kind;
  private final Runnable permission;
  private final StatementLog log;
  private final Set<StatementRun> running = ConcurrentHashMap.newKeySet();

  /**
   * Makes one.
   *
   * @param permission throws when the session does not allow a run as it is now
   */
  TrackedQuery(
      PreparedQuery query,
      QuerySession session,
      StatementKind kind,
      Runnable permission,
      StatementLog log) {
    this.query = query;
    this.session = session;
    this.kind = kind;
    this.permission = permission;
    this.log = log;
  }

  @Override
  public String sql() {
    return query.sql();
  }

  @Override
  public Kind kind() {
    return query.kind();
  }

  @Override
  public Schema schema() {
    return query.schema();
  }

  @Override
  public Schema parameterSchema() {
    return query.parameterSchema();
  }

  @Override
  public List<QueryWarning> warnings() {
    return query.warnings();
  }

  @Override
  public List<ParameterValues> bind(VectorSchemaRoot rows) {
    return query.bind(rows);
  }

  @Override
  public QueryResult execute(ParameterValues values) {
    StatementRun run = log.begin(session, sql(), kind);
    QueryResult result = working(run, () -> query.execute(values));
    if (kind() == Kind.UPDATE) {
      run.addRows(result.updateCount());
      run.finish();
      return result;
    }
    return new TrackedResult(result, run);
  }

  @Override
  public long update(List<ParameterValues> runs) {
    StatementRun run = log.begin(session, sql(), kind);
    long count = working(run, () -> query.update(runs));
    run.addRows(Math.max(0, count));
    run.finish();
    return count;
  }

  @Override
  public void cancel() {
    query.cancel();
    running.forEach(StatementRun::cancel);
  }

  private <T> T working(StatementRun run, Supplier<T> work) {
    running.add(run);
    try {
      return run.within(
          () -> {
            permission.run();
            return work.get();
          });
    } finally {
      running.remove(run);
    }
  }
}
