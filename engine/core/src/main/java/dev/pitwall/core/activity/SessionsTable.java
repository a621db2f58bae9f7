package dev.pitwall.core.activity;

import dev.pitwall.core.session.OpenSessions;
import dev.pitwall.core.session.QuerySession;
import dev.pitwall.core.table.EngineTable;
import dev.pitwall.core.table.MetadataTable;
import java.util.List;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/** The open sessions as a table: {@code system.sessions}. */
public final class SessionsTable {
  private static final ArrowType TEXT = ArrowType.Utf8.INSTANCE;
  private static final ArrowType BIGINT = new ArrowType.Int(Long.SIZE, true);
  private static final Schema COLUMNS =
      new Schema(
          List.of(
              Field.notNullable("session_id", TEXT),
              Field.notNullable("user_name", TEXT),
              Field.notNullable("opened_at", TEXT),
              Field.notNullable("running_queries", BIGINT),
              Field.notNullable("temporary_tables", BIGINT),
              Field.notNullable("memory_bytes", BIGINT)));

  private SessionsTable() {}

  /**
   * Makes the table.
   *
   * @param sessions asked whenever the table is read
   */
  public static EngineTable of(OpenSessions sessions, StatementLog log) {
    return new MetadataTable(
        "sessions",
        COLUMNS,
        () -> sessions.all().stream().map(session -> row(session, log)).toList());
  }

  private static List<Object> row(QuerySession session, StatementLog log) {
    return List.of(
        session.id(),
        session.user(),
        session.openedAt().toString(),
        log.running(session),
        (long) session.temporaryTables().size(),
        session.allocator().getAllocatedMemory());
  }
}
