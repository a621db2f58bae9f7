package dev.pitwall.flight.statement;

import com.google.protobuf.Any;
import dev.pitwall.core.query.FeatureQueryEngine;
import dev.pitwall.core.query.result.PreparedQuery;
import dev.pitwall.core.query.result.PreparedQuery.Kind;
import dev.pitwall.flight.handle.BoundStatement;
import dev.pitwall.flight.session.ClientSession;
import dev.pitwall.flight.stream.Answer;
import dev.pitwall.flight.stream.AnswerSource;
import dev.pitwall.flight.stream.AnswerStreams;
import dev.pitwall.flight.stream.NotedAnswer;
import dev.pitwall.flight.stream.QuerySource;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.util.Objects;
import java.util.UUID;
import org.apache.arrow.flight.FlightProducer.ServerStreamListener;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.sql.FlightSqlUtils;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandPreparedStatementQuery;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandStatementQuery;

/**
 * Queries that are asked and answered in one call: the client sends a statement and the values of
 * its parameters, and reads the rows. By Flight SQL's own calls that takes three.
 */
public final class ExchangeCommands {
  /** Under which the schema of an answer has a {@link StatementNote}, when there are warnings. */
  public static final String NOTE = "pitwall.note";

  private final FeatureQueryEngine engine;
  private final AnswerStreams streams;

  public ExchangeCommands(FeatureQueryEngine engine, AnswerStreams streams) {
    this.engine = Objects.requireNonNull(engine, "engine");
    this.streams = Objects.requireNonNull(streams, "streams");
  }

  /**
   * Runs a query, once for each row of values that the client sends, and sends the answers as one,
   * all on this thread.
   *
   * @param command a statement as text, or the handle of a prepared one
   * @param values without columns for a statement that has no parameters
   * @throws PitwallException INVALID_STATEMENT when the statement returns no rows, and for other
   *     commands; as {@link PreparedCommands#bind} when the values do not suit
   */
  public void answer(
      ClientSession session, Any command, FlightStream values, ServerStreamListener listener) {
    UploadCancellation cancellation = new UploadCancellation();
    AnswerSource source =
        session.call(() -> source(session, command, values, cancellation), cancellation::cancel);
    streams.sendHere(session, UUID.randomUUID(), source, listener);
  }

  private AnswerSource source(
      ClientSession session, Any command, FlightStream values, UploadCancellation cancellation) {
    BoundStatement statement = statement(session, command);
    PreparedQuery query = statement.query();
    if (query.kind() == Kind.UPDATE) {
      throw new PitwallException(
          ErrorCode.INVALID_STATEMENT,
          "the statement returns no rows; only a query can be sent by DoExchange, others by DoPut");
    }
    QuerySource source =
        new QuerySource(query, PreparedCommands.runs(session, statement, values, cancellation));
    return query.warnings().isEmpty() ? source : new NotedSource(source);
  }

  private BoundStatement statement(ClientSession session, Any command) {
    if (command.is(CommandPreparedStatementQuery.class)) {
      CommandPreparedStatementQuery prepared =
          FlightSqlUtils.unpackOrThrow(command, CommandPreparedStatementQuery.class);
      return PreparedCommands.statement(session, prepared.getPreparedStatementHandle());
    }
    if (command.is(CommandStatementQuery.class)) {
      CommandStatementQuery text =
          FlightSqlUtils.unpackOrThrow(command, CommandStatementQuery.class);
      Transactions.refuse(text.getTransactionId());
      return new BoundStatement(engine.prepare(session.query(), text.getQuery()));
    }
    throw new PitwallException(
        ErrorCode.INVALID_STATEMENT,
        "by DoExchange only queries are answered: CommandStatementQuery, or"
            + " CommandPreparedStatementQuery");
  }

  /** What a query is answered, with its warnings. */
  private record NotedSource(QuerySource source) implements AnswerSource {
    @Override
    public Answer open() {
      String note = StatementNote.ofQuery(source.query().warnings()).text();
      return new NotedAnswer(source.open(), NOTE, note);
    }

    @Override
    public void cancel() {
      source.cancel();
    }
  }
}
