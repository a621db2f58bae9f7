package dev.pitwall.flight.statement;

import dev.pitwall.core.query.FeatureQueryEngine;
import dev.pitwall.core.query.ingest.IngestRequest;
import dev.pitwall.core.query.ingest.IngestRequest.Lifetime;
import dev.pitwall.core.query.ingest.IngestRequest.WhenMissing;
import dev.pitwall.core.query.ingest.IngestRequest.WhenPresent;
import dev.pitwall.core.query.ingest.RowIngestion;
import dev.pitwall.flight.session.ClientSession;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.util.Objects;
import java.util.Optional;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandStatementIngest;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandStatementIngest.TableDefinitionOptions;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;

/** Bulk ingestion: rows that clients send into temporary tables, feature views and lake tables. */
public final class IngestCommands {
  private final FeatureQueryEngine engine;
  private final BufferAllocator allocator;
  private final String catalog;

  /**
   * Makes the commands.
   *
   * @param allocator holds what is being received
   * @param catalog the name of the one catalog there is
   */
  public IngestCommands(FeatureQueryEngine engine, BufferAllocator allocator, String catalog) {
    this.engine = Objects.requireNonNull(engine, "engine");
    this.allocator = Objects.requireNonNull(allocator, "allocator");
    this.catalog = Objects.requireNonNull(catalog, "catalog");
  }

  /**
   * Reads all rows of a stream into a table; a stream that breaks leaves nothing behind.
   *
   * @return how many rows there were
   */
  public long ingest(ClientSession session, CommandStatementIngest command, FlightStream rows) {
    IngestRequest request = request(command);
    UploadCancellation cancellation = new UploadCancellation();
    return session.call(() -> ingest(session, request, rows, cancellation), cancellation::cancel);
  }

  private long ingest(
      ClientSession session,
      IngestRequest request,
      FlightStream rows,
      UploadCancellation cancellation) {
    // Only when the first batch, or the end, has come, it is known that there is a schema.
    boolean more = cancellation.next(rows);
    if (!rows.hasRoot()) {
      throw invalid("no rows were sent, nor the names and types of their columns");
    }
    PlainRows plain = new PlainRows(rows, allocator);
    try (RowIngestion ingestion =
        engine.ingest(session.query(), request, plain.schema(), cancellation::cancel)) {
      for (; more; more = cancellation.next(rows)) {
        try (VectorSchemaRoot batch = plain.batch()) {
          ingestion.add(batch);
        }
      }
      return ingestion.finish();
    }
  }

  private IngestRequest request(CommandStatementIngest command) {
    checkCatalog(command.getCatalog());
    Transactions.refuse(command.getTransactionId());
    command.getOptionsMap().keySet().stream()
        .findFirst()
        .ifPresent(
            option -> {
              throw invalid("there is no option " + option + " of ingestion; leave it out");
            });
    if (command.getTable().isEmpty()) {
      throw invalid("the rows are for no table; name one");
    }
    return new IngestRequest(
        Optional.of(command.getSchema()).filter(schema -> !schema.isEmpty()),
        command.getTable(),
        command.getTemporary() ? Lifetime.SESSION : Lifetime.FOR_GOOD,
        whenMissing(command.getTableDefinitionOptions()),
        whenPresent(command.getTableDefinitionOptions()));
  }

  private void checkCatalog(String name) {
    if (!name.isEmpty() && !name.equalsIgnoreCase(catalog)) {
      throw invalid("there is no catalog " + name + ", only " + catalog);
    }
  }

  private static WhenMissing whenMissing(TableDefinitionOptions options) {
    return switch (options.getIfNotExist()) {
      case TABLE_NOT_EXIST_OPTION_CREATE -> WhenMissing.CREATE;
      case TABLE_NOT_EXIST_OPTION_FAIL -> WhenMissing.FAIL;
      default ->
          throw invalid("it is not said what to do when there is no such table: create it or fail");
    };
  }

  private static WhenPresent whenPresent(TableDefinitionOptions options) {
    return switch (options.getIfExists()) {
      case TABLE_EXISTS_OPTION_FAIL -> WhenPresent.FAIL;
      case TABLE_EXISTS_OPTION_APPEND -> WhenPresent.APPEND;
      case TABLE_EXISTS_OPTION_REPLACE -> WhenPresent.REPLACE;
      default ->
          throw invalid(
              "it is not said what to do when there is such a table: append, replace or fail");
    };
  }

  private static PitwallException invalid(String message) {
    return new PitwallException(ErrorCode.INVALID_STATEMENT, message);
  }
}
