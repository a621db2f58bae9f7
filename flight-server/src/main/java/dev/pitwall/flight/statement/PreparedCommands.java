package dev.pitwall.flight.statement;

import com.google.protobuf.ByteString;
import dev.pitwall.core.query.FeatureQueryEngine;
import dev.pitwall.core.query.result.ParameterValues;
import dev.pitwall.core.query.result.PreparedQuery;
import dev.pitwall.core.query.result.PreparedQuery.Kind;
import dev.pitwall.flight.config.SessionLimits;
import dev.pitwall.flight.handle.BoundStatement;
import dev.pitwall.flight.handle.Handle;
import dev.pitwall.flight.handle.HandleKind;
import dev.pitwall.flight.handle.OpenStatements;
import dev.pitwall.flight.session.ClientSession;
import dev.pitwall.flight.stream.AnswerStreams;
import dev.pitwall.flight.stream.QuerySource;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.util.List;
import java.util.Objects;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.FlightProducer.ServerStreamListener;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.SchemaResult;
import org.apache.arrow.flight.sql.impl.FlightSql.ActionCreatePreparedStatementResult;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandPreparedStatementQuery;
import org.apache.arrow.vector.types.pojo.Schema;

/** Statements that are planned once and run many times. */
public final class PreparedCommands {
  private final FeatureQueryEngine engine;
  private final AnswerStreams streams;

  public PreparedCommands(FeatureQueryEngine engine, AnswerStreams streams) {
    this.engine = Objects.requireNonNull(engine, "engine");
    this.streams = Objects.requireNonNull(streams, "streams");
  }

  /**
   * Plans a statement and keeps it.
   *
   * <p>The schema of the answer is always told: without columns, JDBC takes the statement for an
   * update.
   */
  public ActionCreatePreparedStatementResult create(ClientSession session, String sql) {
    return session.call(
        () -> {
          PreparedQuery query = engine.prepare(session.query(), sql);
          byte[] handle = session.statements().open(HandleKind.PREPARED, query);
          return ActionCreatePreparedStatementResult.newBuilder()
              .setPreparedStatementHandle(ByteString.copyFrom(handle))
              .setDatasetSchema(message(query.schema()))
              .setParameterSchema(message(AnnouncedParameters.of(query.parameterSchema())))
              .build();
        });
  }

  /** Gives a ticket for the answer; a statement without rows is run at once. */
  public FlightInfo flightInfo(
      ClientSession session, CommandPreparedStatementQuery command, FlightDescriptor descriptor) {
    return session.call(
        () -> {
          BoundStatement statement = statement(session, command.getPreparedStatementHandle());
          PreparedQuery query = statement.query();
          List<ParameterValues> runs = statement.runs();
          if (query.kind() == Kind.UPDATE) {
            long count = StatementCommands.update(session, query, runs);
            return StatementCommands.finished(session, count, query.warnings(), descriptor);
          }
          byte[] note = StatementNote.ofQuery(query.warnings()).encode();
          return FlightInfos.of(query.schema(), descriptor, command, note);
        });
  }

  /** The columns of the answer. */
  public SchemaResult schema(ClientSession session, ByteString handle) {
    return new SchemaResult(statement(session, handle).query().schema());
  }

  /**
   * Takes the values of a statement's parameters for its runs to come: one run for each row. When
   * they do not suit, those bound before stay.
   */
  public void bind(ClientSession session, ByteString handle, FlightStream values) {
    UploadCancellation cancellation = new UploadCancellation();
    session.call(
        () -> {
          BoundStatement statement = statement(session, handle);
          PreparedQuery query = statement.query();
          statement.bind(
              BoundRows.read(values, query, session.statements().limits(), cancellation)
                  .orElseGet(() -> withoutValues(query)));
          return null;
        },
        cancellation::cancel);
  }

  /** The one run of a statement that has no parameters. */
  private static List<ParameterValues> withoutValues(PreparedQuery query) {
    int count = query.parameterSchema().getFields().size();
    if (count > 0) {
      throw new PitwallException(
          ErrorCode.INVALID_STATEMENT,
          "the statement has "
              + count
              + (count == 1 ? " parameter" : " parameters")
              + ", but no columns of values were sent; send one for each, with a schema");
    }
    return List.of(ParameterValues.NONE);
  }

  /**
   * Runs a statement that returns no rows, once for each row of values; gives the number of rows or
   * objects changed.
   *
   * @param values without columns when those bound before are meant
   */
  public long update(ClientSession session, ByteString handle, FlightStream values) {
    UploadCancellation cancellation = new UploadCancellation();
    return session.call(
        () -> {
          BoundStatement statement = statement(session, handle);
          List<ParameterValues> runs = runs(session, statement, values, cancellation);
          return StatementCommands.update(session, statement.query(), runs);
        },
        cancellation::cancel);
  }

  /** The values that are sent, or, when they have no columns, those bound before. */
  static List<ParameterValues> runs(
      ClientSession session,
      BoundStatement statement,
      FlightStream values,
      UploadCancellation cancellation) {
    SessionLimits limits = session.statements().limits();
    return BoundRows.read(values, statement.query(), limits, cancellation)
        .orElseGet(statement::runs);
  }

  /** Runs a query, once for each row of values that was bound, and sends the answers as one. */
  public void stream(ClientSession session, ByteString handle, ServerStreamListener listener) {
    Handle decoded = session.statements().decode(handle.toByteArray());
    BoundStatement statement = session.statements().prepared(decoded);
    List<ParameterValues> runs = statement.runs();
    streams.start(session, decoded.id(), new QuerySource(statement.query(), runs), listener);
  }

  /** Forgets a statement; one that is closed already stays so. */
  public void close(ClientSession session, ByteString handle) {
    OpenStatements statements = session.statements();
    statements.close(statements.decode(handle.toByteArray()));
  }

  static BoundStatement statement(ClientSession session, ByteString handle) {
    OpenStatements statements = session.statements();
    return statements.prepared(statements.decode(handle.toByteArray()));
  }

  private static ByteString message(Schema schema) {
    return ByteString.copyFrom(schema.serializeAsMessage());
  }
}
