package dev.pitwall.flight;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import dev.pitwall.flight.error.FlightErrors;
import dev.pitwall.flight.session.ClientSession;
import dev.pitwall.flight.session.ClientSessions;
import dev.pitwall.flight.session.SessionGate;
import dev.pitwall.flight.statement.ExchangeCommands;
import dev.pitwall.flight.statement.IngestCommands;
import dev.pitwall.flight.statement.PreparedCommands;
import dev.pitwall.flight.statement.ProgressNote;
import dev.pitwall.flight.statement.StatementCommands;
import dev.pitwall.flight.statement.Transactions;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.arrow.flight.Action;
import org.apache.arrow.flight.ActionType;
import org.apache.arrow.flight.Criteria;
import org.apache.arrow.flight.FlightConstants;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.PutResult;
import org.apache.arrow.flight.Result;
import org.apache.arrow.flight.SchemaResult;
import org.apache.arrow.flight.Ticket;
import org.apache.arrow.flight.sql.FlightSqlUtils;
import org.apache.arrow.flight.sql.impl.FlightSql.ActionBeginSavepointRequest;
import org.apache.arrow.flight.sql.impl.FlightSql.ActionBeginSavepointResult;
import org.apache.arrow.flight.sql.impl.FlightSql.ActionBeginTransactionRequest;
import org.apache.arrow.flight.sql.impl.FlightSql.ActionBeginTransactionResult;
import org.apache.arrow.flight.sql.impl.FlightSql.ActionClosePreparedStatementRequest;
import org.apache.arrow.flight.sql.impl.FlightSql.ActionCreatePreparedStatementRequest;
import org.apache.arrow.flight.sql.impl.FlightSql.ActionCreatePreparedStatementResult;
import org.apache.arrow.flight.sql.impl.FlightSql.ActionCreatePreparedSubstraitPlanRequest;
import org.apache.arrow.flight.sql.impl.FlightSql.ActionEndSavepointRequest;
import org.apache.arrow.flight.sql.impl.FlightSql.ActionEndTransactionRequest;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandPreparedStatementQuery;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandPreparedStatementUpdate;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandStatementIngest;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandStatementQuery;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandStatementSubstraitPlan;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandStatementUpdate;
import org.apache.arrow.flight.sql.impl.FlightSql.DoPutUpdateResult;
import org.apache.arrow.flight.sql.impl.FlightSql.TicketStatementQuery;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;

/**
 * Every call of Flight SQL, given to whom it concerns: here those of statements, and what there is
 * not. Nothing is done here but that, and that every error leaves as {@link FlightErrors} says.
 */
final class PitwallFlightSqlProducer extends MetadataProducer {
  private static final List<ActionType> ACTIONS =
      List.of(
          FlightSqlUtils.FLIGHT_SQL_CREATE_PREPARED_STATEMENT,
          FlightSqlUtils.FLIGHT_SQL_CLOSE_PREPARED_STATEMENT,
          FlightSqlUtils.FLIGHT_SQL_CANCEL_QUERY,
          FlightConstants.CANCEL_FLIGHT_INFO,
          FlightConstants.RENEW_FLIGHT_ENDPOINT,
          FlightConstants.SET_SESSION_OPTIONS,
          FlightConstants.GET_SESSION_OPTIONS,
          FlightConstants.CLOSE_SESSION,
          ProgressNote.ACTION);

  private final Commands commands;
  private final FlightActions actions;
  private final BufferAllocator allocator;

  PitwallFlightSqlProducer(
      Commands commands, Facts facts, ClientSessions sessions, BufferAllocator allocator) {
    super(facts);
    this.commands = Objects.requireNonNull(commands, "commands");
    this.actions = new FlightActions(sessions);
    this.allocator = Objects.requireNonNull(allocator, "allocator");
  }

  /** Who answers what, of statements. */
  record Commands(
      StatementCommands statements,
      PreparedCommands prepared,
      ExchangeCommands exchanges,
      IngestCommands ingestion) {}

  @Override
  public FlightInfo getFlightInfo(CallContext context, FlightDescriptor descriptor) {
    return translating(() -> super.getFlightInfo(context, requireCommand(descriptor)));
  }

  @Override
  public SchemaResult getSchema(CallContext context, FlightDescriptor descriptor) {
    return translating(() -> super.getSchema(context, requireCommand(descriptor)));
  }

  @Override
  public void getStream(CallContext context, Ticket ticket, ServerStreamListener listener) {
    try {
      Any.parseFrom(ticket.getBytes());
      super.getStream(context, ticket, listener);
    } catch (InvalidProtocolBufferException e) {
      listener.error(FlightErrors.toFlight(notOurs(e)));
    } catch (RuntimeException e) {
      listener.error(FlightErrors.toFlight(e));
    }
  }

  @Override
  public void doAction(CallContext context, Action action, StreamListener<Result> listener) {
    try {
      Optional<byte[]> answer = actions.answer(action);
      if (answer.isPresent()) {
        listener.onNext(new Result(answer.get()));
        listener.onCompleted();
      } else if (action.getType().equals(ProgressNote.ACTION.getType())) {
        commands.statements().progress(session()).map(Result::new).ifPresent(listener::onNext);
        listener.onCompleted();
      } else {
        super.doAction(context, action, listener);
      }
    } catch (RuntimeException e) {
      listener.onError(FlightErrors.toFlight(e));
    }
  }

  @Override
  public Runnable acceptPut(
      CallContext context, FlightStream stream, StreamListener<PutResult> results) {
    // Flight waits for a descriptor here, also when the client went away without one.
    Runnable work =
        translating(
            () ->
                SessionGate.whileCalled(
                    () -> {
                      requireCommand(stream.getDescriptor());
                      return super.acceptPut(context, stream, results);
                    }));
    return () -> {
      try {
        work.run();
      } catch (Throwable e) { // of an Error Flight would tell nobody, and the client would wait
        results.onError(FlightErrors.toFlight(e));
      }
    };
  }

  @Override
  public void doExchange(CallContext context, FlightStream values, ServerStreamListener listener) {
    try {
      FlightDescriptor descriptor =
          SessionGate.whileCalled(() -> requireCommand(values.getDescriptor()));
      Any command = FlightSqlUtils.parseOrThrow(descriptor.getCommand());
      commands.exchanges().answer(session(), command, values, listener);
    } catch (Throwable e) { // as above
      listener.error(FlightErrors.toFlight(e));
    }
  }

  // Statements sent as text.

  @Override
  public FlightInfo getFlightInfoStatement(
      CommandStatementQuery command, CallContext context, FlightDescriptor descriptor) {
    Transactions.refuse(command.getTransactionId());
    return commands.statements().flightInfo(session(), command.getQuery(), descriptor);
  }

  @Override
  public SchemaResult getSchemaStatement(
      CommandStatementQuery command, CallContext context, FlightDescriptor descriptor) {
    return commands.statements().schema(session(), command.getQuery());
  }

  @Override
  public void getStreamStatement(
      TicketStatementQuery ticket, CallContext context, ServerStreamListener listener) {
    commands.statements().stream(session(), ticket.getStatementHandle(), listener);
  }

  @Override
  public Runnable acceptPutStatement(
      CommandStatementUpdate command,
      CallContext context,
      FlightStream stream,
      StreamListener<PutResult> results) {
    Transactions.refuse(command.getTransactionId());
    ClientSession session = session();
    return () -> acknowledge(commands.statements().update(session, command.getQuery()), results);
  }

  @Override
  public Runnable acceptPutStatementBulkIngest(
      CommandStatementIngest command,
      CallContext context,
      FlightStream stream,
      StreamListener<PutResult> results) {
    ClientSession session = session();
    return () -> acknowledge(commands.ingestion().ingest(session, command, stream), results);
  }

  // Prepared statements.

  @Override
  public void createPreparedStatement(
      ActionCreatePreparedStatementRequest request,
      CallContext context,
      StreamListener<Result> listener) {
    Transactions.refuse(request.getTransactionId());
    Message result = prepared(request.getQuery());
    listener.onNext(new Result(Any.pack(result).toByteArray()));
    listener.onCompleted();
  }

  private Message prepared(String sql) {
    try {
      return commands.prepared().create(session(), sql);
    } catch (PitwallException e) {
      throw FlightErrors.ofPreparing(e);
    }
  }

  @Override
  public void closePreparedStatement(
      ActionClosePreparedStatementRequest request,
      CallContext context,
      StreamListener<Result> listener) {
    commands.prepared().close(session(), request.getPreparedStatementHandle());
    listener.onCompleted();
  }

  @Override
  public FlightInfo getFlightInfoPreparedStatement(
      CommandPreparedStatementQuery command, CallContext context, FlightDescriptor descriptor) {
    return commands.prepared().flightInfo(session(), command, descriptor);
  }

  @Override
  public SchemaResult getSchemaPreparedStatement(
      CommandPreparedStatementQuery command, CallContext context, FlightDescriptor descriptor) {
    return commands.prepared().schema(session(), command.getPreparedStatementHandle());
  }

  @Override
  public void getStreamPreparedStatement(
      CommandPreparedStatementQuery command, CallContext context, ServerStreamListener listener) {
    commands.prepared().stream(session(), command.getPreparedStatementHandle(), listener);
  }

  @Override
  public Runnable acceptPutPreparedStatementUpdate(
      CommandPreparedStatementUpdate command,
      CallContext context,
      FlightStream stream,
      StreamListener<PutResult> results) {
    ClientSession session = session();
    ByteString handle = command.getPreparedStatementHandle();
    return () -> acknowledge(commands.prepared().update(session, handle, stream), results);
  }

  @Override
  public Runnable acceptPutPreparedStatementQuery(
      CommandPreparedStatementQuery command,
      CallContext context,
      FlightStream stream,
      StreamListener<PutResult> results) {
    ClientSession session = session();
    ByteString handle = command.getPreparedStatementHandle();
    return () -> {
      commands.prepared().bind(session, handle, stream);
      results.onCompleted();
    };
  }

  // What there is not.

  @Override
  public void listFlights(
      CallContext context, Criteria criteria, StreamListener<FlightInfo> listener) {
    listener.onCompleted();
  }

  @Override
  public void listActions(CallContext context, StreamListener<ActionType> listener) {
    ACTIONS.forEach(listener::onNext);
    listener.onCompleted();
  }

  @Override
  public void beginTransaction(
      ActionBeginTransactionRequest request,
      CallContext context,
      StreamListener<ActionBeginTransactionResult> listener) {
    throw Transactions.refused();
  }

  @Override
  public void endTransaction(
      ActionEndTransactionRequest request, CallContext context, StreamListener<Result> listener) {
    throw Transactions.refused();
  }

  @Override
  public void beginSavepoint(
      ActionBeginSavepointRequest request,
      CallContext context,
      StreamListener<ActionBeginSavepointResult> listener) {
    throw Transactions.refused();
  }

  @Override
  public void endSavepoint(
      ActionEndSavepointRequest request, CallContext context, StreamListener<Result> listener) {
    throw Transactions.refused();
  }

  @Override
  public FlightInfo getFlightInfoSubstraitPlan(
      CommandStatementSubstraitPlan command, CallContext context, FlightDescriptor descriptor) {
    throw substrait();
  }

  @Override
  public SchemaResult getSchemaSubstraitPlan(
      CommandStatementSubstraitPlan command, CallContext context, FlightDescriptor descriptor) {
    throw substrait();
  }

  @Override
  public Runnable acceptPutSubstraitPlan(
      CommandStatementSubstraitPlan command,
      CallContext context,
      FlightStream stream,
      StreamListener<PutResult> results) {
    throw substrait();
  }

  @Override
  public void createPreparedSubstraitPlan(
      ActionCreatePreparedSubstraitPlanRequest request,
      CallContext context,
      StreamListener<ActionCreatePreparedStatementResult> listener) {
    throw substrait();
  }

  private static FlightDescriptor requireCommand(FlightDescriptor descriptor) {
    if (!descriptor.isCommand()) {
      throw new PitwallException(
          ErrorCode.INVALID_STATEMENT, "nothing here has a path; send a command of Flight SQL");
    }
    return descriptor;
  }

  private static PitwallException notOurs(Exception cause) {
    return new PitwallException(
        ErrorCode.INVALID_HANDLE, "this is not a ticket that the server made", cause);
  }

  private static PitwallException substrait() {
    return new PitwallException(
        ErrorCode.NOT_SUPPORTED, "plans in Substrait are not run; send the statement as SQL");
  }

  @Override
  public void close() {}

  private static ClientSession session() {
    return SessionGate.current();
  }

  private void acknowledge(long count, StreamListener<PutResult> results) {
    byte[] message = DoPutUpdateResult.newBuilder().setRecordCount(count).build().toByteArray();
    try (ArrowBuf buffer = allocator.buffer(message.length)) {
      buffer.writeBytes(message);
      results.onNext(PutResult.metadata(buffer));
      results.onCompleted();
    }
  }

  private static <T> T translating(Supplier<T> call) {
    try {
      return call.get();
    } catch (RuntimeException e) {
      throw FlightErrors.toFlight(e);
    }
  }
}
