package dev.pitwall.core.query;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * A statement that is no query: it changes something, or tells something that the engine knows.
 *
 * @param schema of the rows told; without fields for a change
 * @param command does it
 * @param running what is being done now
 */
record PreparedCommand(
    String sql,
    Kind kind,
    Schema schema,
    List<QueryWarning> warnings,
    Supplier<QueryResult> command,
    Set<RunningCommand> running)
    implements PreparedQuery {
  private static final Schema NO_COLUMNS = new Schema(List.of());

  PreparedCommand {
    Objects.requireNonNull(sql, "sql");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(schema, "schema");
    warnings = List.copyOf(warnings);
    Objects.requireNonNull(command, "command");
    Objects.requireNonNull(running, "running");
  }

  static PreparedCommand change(String sql, Supplier<QueryResult> command) {
    return of(sql, Kind.UPDATE, NO_COLUMNS, command);
  }

  static PreparedCommand rows(String sql, Schema schema, Supplier<QueryResult> command) {
    return of(sql, Kind.QUERY, schema, command);
  }

  private static PreparedCommand of(
      String sql, Kind kind, Schema schema, Supplier<QueryResult> command) {
    return new PreparedCommand(
        sql, kind, schema, List.of(), command, ConcurrentHashMap.newKeySet());
  }

  /** The same command, of whose query its author should know something. */
  PreparedCommand warning(List<QueryWarning> of) {
    return new PreparedCommand(sql, kind, schema, of, command, running);
  }

  @Override
  public Schema parameterSchema() {
    return NO_COLUMNS;
  }

  @Override
  public List<ParameterValues> bind(VectorSchemaRoot rows) {
    return ParameterValues.of(NO_COLUMNS, ZoneOffset.UTC, rows);
  }

  @Override
  public QueryResult execute(ParameterValues values) {
    values.check(NO_COLUMNS);
    RunningCommand run = new RunningCommand();
    running.add(run);
    try {
      return run.run(command);
    } finally {
      running.remove(run);
    }
  }

  @Override
  public void cancel() {
    running.forEach(RunningCommand::cancel);
  }
}
