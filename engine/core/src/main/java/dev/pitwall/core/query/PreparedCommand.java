package dev.pitwall.core.query;

import dev.pitwall.core.query.result.ParameterValues;
import dev.pitwall.core.query.result.PreparedQuery;
import dev.pitwall.core.query.result.QueryResult;
import dev.pitwall.core.query.result.QueryWarning;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * A statement that is no query: it changes something, or tells something that the engine knows.
 *
 * @param schema of the rows told; without fields for a change
 * @param command does it
 */
record PreparedCommand(
    String sql,
    Kind kind,
    Schema schema,
    List<QueryWarning> warnings,
    Supplier<QueryResult> command)
    implements PreparedQuery {
  private static final Schema NO_COLUMNS = new Schema(List.of());

  PreparedCommand {
    Objects.requireNonNull(sql, "sql");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(schema, "schema");
    warnings = List.copyOf(warnings);
    Objects.requireNonNull(command, "command");
  }

  static PreparedCommand change(String sql, Supplier<QueryResult> command) {
    return new PreparedCommand(sql, Kind.UPDATE, NO_COLUMNS, List.of(), command);
  }

  static PreparedCommand rows(String sql, Schema schema, Supplier<QueryResult> command) {
    return new PreparedCommand(sql, Kind.QUERY, schema, List.of(), command);
  }

  /** The same command, of whose query its author should know something. */
  PreparedCommand warning(List<QueryWarning> of) {
    return new PreparedCommand(sql, kind, schema, of, command);
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
    return command.get();
  }
}
