package dev.pitwall.core.query.ingest;

import dev.pitwall.core.parameter.SentRows;
import dev.pitwall.core.parameter.SentTypes;
import dev.pitwall.core.query.ingest.IngestRequest.Lifetime;
import dev.pitwall.core.query.ingest.IngestRequest.WhenMissing;
import dev.pitwall.core.query.ingest.IngestRequest.WhenPresent;
import dev.pitwall.core.query.preparation.QueryPreparation;
import dev.pitwall.core.query.preparation.QueryRunner;
import dev.pitwall.core.session.QuerySession;
import dev.pitwall.core.session.TemporaryTable;
import dev.pitwall.core.table.EngineTable;
import dev.pitwall.core.table.TableDirectory;
import dev.pitwall.core.write.InsertTarget;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;

/** Finds or makes the tables that clients send rows to. */
public final class Ingestions {
  private final QueryPreparation queries;
  private final QueryRunner runner;

  public Ingestions(QueryPreparation queries, QueryRunner runner) {
    this.queries = queries;
    this.runner = runner;
  }

  public RowIngestion open(QuerySession session, IngestRequest request, Schema sent) {
    Schema columns = SentTypes.of(sent);
    if (isOfSession(session, request)) {
      return temporary(session, request, sent, columns);
    }
    return stored(session, request, sent);
  }

  /** A name without a schema means a temporary table where there is one, as in statements. */
  private boolean isOfSession(QuerySession session, IngestRequest request) {
    if (request.lifetime() == Lifetime.SESSION) {
      request.schemaName().ifPresent(Ingestions::checkSession);
      return true;
    }
    return request
        .schemaName()
        .map(TableDirectory.SESSION::equalsIgnoreCase)
        .orElseGet(() -> session.temporaryTable(request.tableName()).isPresent());
  }

  private static void checkSession(String schemaName) {
    if (!schemaName.equalsIgnoreCase(TableDirectory.SESSION)) {
      throw new PitwallException(
          ErrorCode.INVALID_STATEMENT,
          "a temporary table lives in the schema session, not in " + schemaName);
    }
  }

  private RowIngestion temporary(
      QuerySession session, IngestRequest request, Schema sent, Schema columns) {
    Optional<TemporaryTable> before = session.temporaryTable(request.tableName());
    before.ifPresentOrElse(
        table -> checkMayExist("temporary table " + table.name(), request),
        () -> checkMayBeMade(request));
    boolean appends = before.isPresent() && request.whenPresent() == WhenPresent.APPEND;
    Schema declared = appends ? nullable(before.get().schema()) : columns;
    if (appends) {
      InsertTarget.checkKnown("temporary table " + request.tableName(), declared, sent);
    }
    List<VectorSchemaRoot> kept = appends ? before.get().batches() : List.of();
    return new TemporaryIngestion(
        session,
        runner,
        rows(session, sent, declared),
        before,
        new TemporaryTable(request.tableName(), declared, kept));
  }

  /** Columns that are not sent are NULL, whatever the query of the table was. */
  private static Schema nullable(Schema schema) {
    return new Schema(
        schema.getFields().stream()
            .map(
                field ->
                    new Field(
                        field.getName(), FieldType.nullable(field.getType()), field.getChildren()))
            .toList());
  }

  private static void checkMayExist(String table, IngestRequest request) {
    if (request.whenPresent() == WhenPresent.FAIL) {
      throw new PitwallException(
          ErrorCode.DUPLICATE_OBJECT,
          "there is a " + table + " already; append to it, or replace it");
    }
  }

  private static void checkMayBeMade(IngestRequest request) {
    if (request.whenMissing() == WhenMissing.FAIL) {
      throw new PitwallException(
          ErrorCode.TABLE_NOT_FOUND,
          "there is no temporary table " + request.tableName() + "; create it");
    }
  }

  private RowIngestion stored(QuerySession session, IngestRequest request, Schema sent) {
    session.settings().checkMayChange();
    EngineTable table = table(session, request);
    checkMayExist("table " + table.name(), request);
    InsertTarget target = InsertTarget.of(table, queries.stores());
    if (request.whenPresent() == WhenPresent.REPLACE) {
      throw new PitwallException(
          ErrorCode.NOT_SUPPORTED,
          "the rows of " + target.name() + " are not replaced; append to it");
    }
    target.checkColumns(sent);
    return new StoredIngestion(
        target,
        queries.stores().offline(target.source().format()),
        session.settings().insertTransaction(),
        rows(session, sent, target.stored()),
        runner);
  }

  private EngineTable table(QuerySession session, IngestRequest request) {
    TableDirectory tables = queries.tables(session);
    List<String> name =
        request
            .schemaName()
            .map(schema -> List.of(schema, request.tableName()))
            .orElseGet(() -> List.of(request.tableName()));
    return tables
        .find(name)
        .orElseThrow(
            () ->
                request.whenMissing() == WhenMissing.CREATE
                    ? notMade(request)
                    : tables.notFound(name));
  }

  private static PitwallException notMade(IngestRequest request) {
    return new PitwallException(
        ErrorCode.NOT_SUPPORTED,
        "there is no table "
            + request.tableName()
            + ", and none is made for good of rows that are sent: make it first, with CREATE TABLE"
            + " … (columns) FROM DELTA '…', or send the rows to a temporary table");
  }

  private static SentRows rows(QuerySession session, Schema sent, Schema declared) {
    return new SentRows(sent, declared, session.settings().timeZone());
  }
}
