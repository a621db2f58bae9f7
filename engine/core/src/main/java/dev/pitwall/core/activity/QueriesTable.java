package dev.pitwall.core.activity;

import dev.pitwall.core.session.StatementRecord;
import dev.pitwall.core.session.StatementState;
import dev.pitwall.core.table.EngineTable;
import dev.pitwall.core.table.MetadataTable;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/** The statements that run, and the last thousand that ran: {@code system.queries}. */
public final class QueriesTable {
  private static final ArrowType TEXT = ArrowType.Utf8.INSTANCE;
  private static final ArrowType BIGINT = new ArrowType.Int(Long.SIZE, true);
  private static final ArrowType DOUBLE =
      new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE);
  private static final Schema COLUMNS =
      new Schema(
          List.of(
              Field.notNullable("query_id", TEXT),
              Field.notNullable("session_id", TEXT),
              Field.notNullable("user_name", TEXT),
              Field.notNullable("kind", TEXT),
              Field.notNullable("state", TEXT),
              Field.notNullable("started_at", TEXT),
              Field.notNullable("elapsed_ms", BIGINT),
              Field.notNullable("result_rows", BIGINT),
              Field.notNullable("peak_memory_bytes", BIGINT),
              Field.notNullable("read_rows", BIGINT),
              Field.notNullable("read_bytes", BIGINT),
              Field.nullable("progress", DOUBLE),
              Field.nullable("stages", TEXT),
              Field.nullable("error", TEXT),
              Field.nullable("query", TEXT)));

  private QueriesTable() {}

  /**
   * Makes the table as one user sees it: text and stages of other users' statements are NULL.
   *
   * @param log asked whenever the table is read
   */
  public static EngineTable of(StatementLog log, String user) {
    return new MetadataTable(
        "queries",
        COLUMNS,
        () -> log.statements().stream().map(statement -> row(statement, user)).toList());
  }

  private static List<Object> row(StatementRecord statement, String user) {
    boolean isOwn = statement.user().equals(user);
    return Arrays.asList(
        statement.id(),
        statement.sessionId(),
        statement.user(),
        statement.kind().name(),
        statement.state().name(),
        statement.startedAt().toString(),
        statement.elapsed().toMillis(),
        statement.rows(),
        statement.peakMemoryBytes(),
        statement.progress().rowsRead(),
        statement.progress().bytesRead(),
        fraction(statement),
        isOwn ? stages(statement) : null,
        statement.error().map(Enum::name).orElse(null),
        isOwn ? Secrets.hidden(statement.sql()) : null);
  }

  /** Null when it has ended, or it cannot be said. */
  private static Double fraction(StatementRecord statement) {
    OptionalDouble fraction = statement.progress().fraction();
    return statement.state() == StatementState.RUNNING && fraction.isPresent()
        ? fraction.getAsDouble()
        : null;
  }

  private static String stages(StatementRecord statement) {
    return statement.progress().stages().stream()
        .map(
            stage ->
                String.format(Locale.ROOT, "%s %,d ms", stage.stage(), stage.time().toMillis()))
        .collect(Collectors.joining(", "));
  }
}
