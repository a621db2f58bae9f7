package dev.pitwall.flight.statement;

import com.google.protobuf.ByteString;
import dev.pitwall.core.query.FeatureQueryEngine;
import dev.pitwall.core.query.PreparedQuery;
import dev.pitwall.core.query.PreparedQuery.Kind;
import dev.pitwall.flight.handle.Handle;
import dev.pitwall.flight.handle.HandleKind;
import dev.pitwall.flight.handle.OpenStatements;
import dev.pitwall.flight.session.ClientSession;
import dev.pitwall.flight.stream.AnswerStreams;
import dev.pitwall.flight.stream.QueryAnswer;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.util.Objects;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.FlightProducer.ServerStreamListener;
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
          refuseParameters(query.parameterSchema());
          byte[] handle = session.statements().open(HandleKind.PREPARED, query);
          return ActionCreatePreparedStatementResult.newBuilder()
              .setPreparedStatementHandle(ByteString.copyFrom(handle))
              .setDatasetSchema(message(query.schema()))
              .setParameterSchema(message(query.parameterSchema()))
              .build();
        });
  }

  /** Gives a ticket for the answer; a statement without rows is run at once. */
  public FlightInfo flightInfo(
      ClientSession session, CommandPreparedStatementQuery command, FlightDescriptor descriptor) {
    return session.call(
        () -> {
          PreparedQuery query = query(session, command.getPreparedStatementHandle());
          if (query.kind() == Kind.UPDATE) {
            long count = StatementCommands.update(query);
            return StatementCommands.finished(session, count, query.warnings(), descriptor);
          }
          byte[] note = StatementNote.ofQuery(query.warnings()).encode();
          return FlightInfos.of(query.schema(), descriptor, command, note);
        });
  }

  /** The columns of the answer. */
  public SchemaResult schema(ClientSession session, ByteString handle) {
    return new SchemaResult(query(session, handle).schema());
  }

  /** Runs a statement that returns no rows; gives the number of rows or objects changed. */
  public long update(ClientSession session, ByteString handle) {
    return session.call(() -> StatementCommands.update(query(session, handle)));
  }

  /** Runs a query and sends the answer. */
  public void stream(ClientSession session, ByteString handle, ServerStreamListener listener) {
    Handle decoded = session.statements().decode(handle.toByteArray());
    PreparedQuery query = session.statements().prepared(decoded);
    streams.start(session, decoded.id(), () -> new QueryAnswer(query.execute()), listener);
  }

  /** Forgets a statement; one that is closed already stays so. */
  public void close(ClientSession session, ByteString handle) {
    OpenStatements statements = session.statements();
    statements.close(statements.decode(handle.toByteArray()));
  }

  /**
   * Takes the values of parameters.
   *
   * @throws PitwallException NOT_SUPPORTED when there are any
   */
  public void refuseParameters(Schema parameters) {
    if (!parameters.getFields().isEmpty()) {
      throw new PitwallException(
          ErrorCode.NOT_SUPPORTED,
          "parameters (?) are not supported yet; write the values into the statement");
    }
  }

  private static PreparedQuery query(ClientSession session, ByteString handle) {
    OpenStatements statements = session.statements();
    return statements.prepared(statements.decode(handle.toByteArray()));
  }

  private static ByteString message(Schema schema) {
    return ByteString.copyFrom(schema.serializeAsMessage());
  }
}
