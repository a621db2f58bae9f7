package dev.pitwall.flight.statement;

import com.google.protobuf.ByteString;
import dev.pitwall.core.query.FeatureQueryEngine;
import dev.pitwall.core.query.result.ParameterValues;
import dev.pitwall.core.query.result.PreparedQuery;
import dev.pitwall.core.query.result.PreparedQuery.Kind;
import dev.pitwall.core.query.result.QueryWarning;
import dev.pitwall.flight.handle.Handle;
import dev.pitwall.flight.handle.HandleKind;
import dev.pitwall.flight.session.ClientSession;
import dev.pitwall.flight.stream.AnswerStreams;
import dev.pitwall.flight.stream.QuerySource;
import dev.pitwall.flight.stream.RowsAnswer;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.FlightProducer.ServerStreamListener;
import org.apache.arrow.flight.SchemaResult;
import org.apache.arrow.flight.sql.impl.FlightSql.TicketStatementQuery;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;

/** Statements that are sent as text: planned when they are asked about, run when they are read. */
public final class StatementCommands {
  private static final Schema NO_COLUMNS = new Schema(List.of());

  private final FeatureQueryEngine engine;
  private final AnswerStreams streams;

  public StatementCommands(FeatureQueryEngine engine, AnswerStreams streams) {
    this.engine = Objects.requireNonNull(engine, "engine");
    this.streams = Objects.requireNonNull(streams, "streams");
  }

  /**
   * Plans a statement and gives a ticket for its answer.
   *
   * <p>A statement without rows is run at once: clients that do not tell the kinds apart, as ADBC's
   * cursor, may never read the empty answer.
   */
  public FlightInfo flightInfo(ClientSession session, String sql, FlightDescriptor descriptor) {
    return session.call(
        () -> {
          PreparedQuery query = prepare(session, sql);
          refuseParameters(query);
          if (query.kind() == Kind.UPDATE) {
            long count = update(session, query, List.of(ParameterValues.NONE));
            return finished(session, count, query.warnings(), descriptor);
          }
          TicketStatementQuery ticket = ticket(session.statements().open(HandleKind.TICKET, query));
          byte[] note = StatementNote.ofQuery(query.warnings()).encode();
          return FlightInfos.of(query.schema(), descriptor, ticket, note);
        });
  }

  /** The columns of a statement's answer, without running it. */
  public SchemaResult schema(ClientSession session, String sql) {
    return session.call(() -> new SchemaResult(prepare(session, sql).schema()));
  }

  /** Runs a statement that returns no rows; gives the number of rows or objects changed. */
  public long update(ClientSession session, String sql) {
    return session.call(
        () -> update(session, prepare(session, sql), List.of(ParameterValues.NONE)));
  }

  /** Redeems a ticket: runs its query and sends the answer. */
  public void stream(ClientSession session, ByteString ticket, ServerStreamListener listener) {
    Handle handle = session.statements().decode(ticket.toByteArray());
    if (handle.kind() == HandleKind.FINISHED) {
      streams.start(session, handle.id(), () -> new RowsAnswer(VectorSchemaRoot.of()), listener);
      return;
    }
    PreparedQuery query = session.statements().redeem(handle);
    streams.start(
        session, handle.id(), new QuerySource(query, List.of(ParameterValues.NONE)), listener);
  }

  /** How far the statement of the session is that began last, as a note; empty when none runs. */
  public Optional<byte[]> progress(ClientSession session) {
    return session.call(() -> engine.progress(session.query()).map(ProgressNote::encode));
  }

  static FlightInfo finished(
      ClientSession session,
      long updateCount,
      List<QueryWarning> warnings,
      FlightDescriptor descriptor) {
    TicketStatementQuery ticket = ticket(session.statements().finished());
    byte[] note = new StatementNote(updateCount, warnings).encode();
    return FlightInfos.of(NO_COLUMNS, descriptor, ticket, note);
  }

  /**
   * Runs a statement that returns no rows; it is cancelled when the session ends, or the client
   * drops the call.
   *
   * @throws PitwallException INVALID_STATEMENT when it returns rows, of which nobody would hear
   */
  static long update(ClientSession session, PreparedQuery query, List<ParameterValues> runs) {
    if (query.kind() == Kind.QUERY) {
      throw new PitwallException(
          ErrorCode.INVALID_STATEMENT,
          "the statement returns rows, and was sent as one that returns a count; send it as a query"
              + " (GetFlightInfo), as executeQuery and ADBC's cursor.execute do");
    }
    return session.call(() -> query.update(runs), query::cancel);
  }

  /** A ticket is no handle to which values could be bound. */
  private static void refuseParameters(PreparedQuery query) {
    if (!query.parameterSchema().getFields().isEmpty()) {
      throw new PitwallException(
          ErrorCode.INVALID_STATEMENT,
          "the statement has parameters (?); prepare it, bind their values, then run it");
    }
  }

  private PreparedQuery prepare(ClientSession session, String sql) {
    return engine.prepare(session.query(), sql);
  }

  private static TicketStatementQuery ticket(byte[] handle) {
    return TicketStatementQuery.newBuilder()
        .setStatementHandle(ByteString.copyFrom(handle))
        .build();
  }
}
