package dev.pitwall.flight.statement;

import static dev.pitwall.flight.testing.LoopbackServer.refusal;
import static dev.pitwall.testkit.batch.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import dev.pitwall.core.session.StageTime;
import dev.pitwall.core.session.StatementProgress;
import dev.pitwall.flight.testing.LoopbackTest;
import io.grpc.Context;
import io.grpc.Context.CancellableContext;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.StreamSupport;
import org.apache.arrow.flight.Action;
import org.apache.arrow.flight.ActionType;
import org.apache.arrow.flight.CancelFlightInfoRequest;
import org.apache.arrow.flight.CancelStatus;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightEndpoint;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStatusCode;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.PollInfo;
import org.apache.arrow.flight.RenewFlightEndpointRequest;
import org.apache.arrow.flight.Result;
import org.apache.arrow.flight.Ticket;
import org.apache.arrow.flight.sql.CancelResult;
import org.apache.arrow.flight.sql.FlightSqlClient;
import org.apache.arrow.flight.sql.FlightSqlClient.PreparedStatement;
import org.apache.arrow.flight.sql.FlightSqlClient.SubstraitPlan;
import org.apache.arrow.flight.sql.FlightSqlClient.Transaction;
import org.apache.arrow.flight.sql.FlightSqlUtils;
import org.apache.arrow.flight.sql.impl.FlightSql.ActionBeginSavepointRequest;
import org.apache.arrow.flight.sql.impl.FlightSql.ActionEndSavepointRequest;
import org.apache.arrow.flight.sql.impl.FlightSql.ActionEndTransactionRequest;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandStatementQuery;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The calls of Flight SQL that are about statements rather than their answers. */
class CallsTest extends LoopbackTest {
  private static final String QUERY = "SELECT COUNT(*) AS n FROM trips";

  /** So many rows that it ends by being cancelled only. */
  private static final String ENDLESS =
      " SELECT a.id FROM trips AS a, trips AS b, trips AS c, trips AS d WHERE a.id < 0";

  @Test
  void hasNoTransactions() {
    assertRefused(() -> client.beginTransaction(), "there are no transactions");
    ByteString id = ByteString.copyFromUtf8("x");
    assertRefused(
        () ->
            act(
                FlightSqlUtils.FLIGHT_SQL_END_TRANSACTION,
                ActionEndTransactionRequest.newBuilder().setTransactionId(id).build()),
        "there are no transactions");
    assertRefused(
        () ->
            act(
                FlightSqlUtils.FLIGHT_SQL_BEGIN_SAVEPOINT,
                ActionBeginSavepointRequest.newBuilder().setTransactionId(id).build()),
        "there are no transactions");
    assertRefused(
        () ->
            act(
                FlightSqlUtils.FLIGHT_SQL_END_SAVEPOINT,
                ActionEndSavepointRequest.newBuilder().setSavepointId(id).build()),
        "there are no transactions");
  }

  @Test
  void ignoresNoTransaction() {
    Transaction transaction = new Transaction(new byte[] {1});
    assertRefused(() -> client.execute(QUERY, transaction), "there are no transactions");
    assertRefused(
        () -> client.executeUpdate("SET time_zone = 'UTC'", transaction),
        "there are no transactions");
    assertRefused(() -> client.prepare(QUERY, transaction), "there are no transactions");
  }

  @Test
  void runsNoSubstrait() {
    SubstraitPlan plan = new SubstraitPlan(new byte[] {1}, "0.1");
    assertRefused(() -> client.executeSubstrait(plan), "send the statement as SQL");
    assertRefused(() -> client.getExecuteSubstraitSchema(plan), "send the statement as SQL");
    assertRefused(() -> client.executeSubstraitUpdate(plan), "send the statement as SQL");
    assertRefused(() -> client.prepare(plan), "send the statement as SQL");
  }

  @Test
  void listsTheActionsItTakes() {
    assertThat(StreamSupport.stream(server.flight().listActions().spliterator(), false))
        .extracting(ActionType::getType)
        .containsExactlyInAnyOrder(
            "CreatePreparedStatement",
            "ClosePreparedStatement",
            "CancelQuery",
            "CancelFlightInfo",
            "RenewFlightEndpoint",
            "SetSessionOptions",
            "GetSessionOptions",
            "CloseSession",
            "pitwall.progress");
  }

  @Test
  void tellsHowFarTheStatementOfTheSessionIs() throws Exception {
    assertThat(progress()).isEmpty();
    FlightInfo info = client.execute("SELECT a.id FROM trips AS a, trips AS b");
    try (FlightStream answer = client.getStream(info.getEndpoints().get(0).getTicket())) {
      assertThat(answer.next()).isTrue();
      assertThat(progress())
          .hasValueSatisfying(
              progress -> {
                assertThat(progress.rowsRead()).isBetween(2_000L, 4_000L);
                assertThat(progress.bytesRead()).isPositive();
                assertThat(progress.fraction().orElseThrow()).isBetween(0.5, 1.0);
                assertThat(progress.stages())
                    .extracting(StageTime::stage)
                    .contains("HashJoin", "Scan trips");
              });
    }
    while (progress().isPresent()) {
      Thread.onSpinWait(); // until the server has seen that the answer is wanted no more
    }
    try (FlightClient other = server.connect()) {
      assertThat(progress(other)).as("of another session").isEmpty();
    }
  }

  private Optional<StatementProgress> progress() {
    return progress(server.flight());
  }

  private static Optional<StatementProgress> progress(FlightClient client) {
    Optional<StatementProgress> progress = Optional.empty();
    Iterator<Result> results = client.doAction(new Action(ProgressNote.ACTION.getType()));
    while (results.hasNext()) {
      progress = ProgressNote.decode(results.next().getBody());
    }
    return progress;
  }

  @Test
  void aPollHasTheWholeAnswerAtOnce() {
    CommandStatementQuery query = CommandStatementQuery.newBuilder().setQuery(QUERY).build();
    PollInfo info =
        server.flight().pollInfo(FlightDescriptor.command(Any.pack(query).toByteArray()));
    assertThat(info.getFlightDescriptor()).as("nothing is left to poll for").isEmpty();
    assertThat(server.rows(info.getFlightInfo().getEndpoints().get(0))).containsExactly(row(2_000));
    CommandStatementQuery wrong = query.toBuilder().setQuery("SELECT").build();
    FlightRuntimeException refused =
        refusal(
            () ->
                server.flight().pollInfo(FlightDescriptor.command(Any.pack(wrong).toByteArray())));
    assertThat(refused.status().code()).isEqualTo(FlightStatusCode.INVALID_ARGUMENT);
  }

  @Test
  void aTicketIsRenewedUntilItIsRedeemed() throws Exception {
    FlightEndpoint ticket = client.execute(QUERY).getEndpoints().get(0);
    FlightEndpoint renewed = renew(client, ticket);
    assertThat(server.rows(renewed)).containsExactly(row(2_000));
    assertGone(() -> renew(client, ticket), "the statement was run or closed");

    FlightEndpoint own = client.execute(QUERY).getEndpoints().get(0);
    try (FlightSqlClient other = new FlightSqlClient(server.connect())) {
      assertGone(() -> renew(other, own), "the handle was not made for this session");
    }
    FlightEndpoint forged = new FlightEndpoint(new Ticket(new byte[] {1, 2, 3}));
    assertGone(() -> renew(client, forged), "the flight is not of a statement");
  }

  @Test
  void aPreparedStatementIsRenewed() {
    try (PreparedStatement statement = client.prepare(QUERY)) {
      FlightEndpoint renewed = renew(client, statement.execute().getEndpoints().get(0));
      assertThat(server.rows(renewed)).containsExactly(row(2_000));
      assertThat(server.rows(statement.execute().getEndpoints().get(0)))
          .containsExactly(row(2_000));
    }
  }

  @Test
  @SuppressWarnings("deprecation") // what older clients send
  void cancelsAsOlderClientsAsk() {
    FlightInfo info = client.execute(QUERY);
    assertThat(client.cancelQuery(info)).isEqualTo(CancelResult.CANCELLED);
    assertThat(client.cancelQuery(info)).isEqualTo(CancelResult.NOT_CANCELLABLE);
    assertThat(client.cancelFlightInfo(new CancelFlightInfoRequest(info)).getStatus())
        .isEqualTo(CancelStatus.NOT_CANCELLABLE);
    assertGone(() -> server.rows(info.getEndpoints().get(0)), "already redeemed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "INSERT INTO trips" + ENDLESS,
        "CREATE TEMPORARY TABLE t AS" + ENDLESS,
        "CREATE TRAINING SET t AS" + ENDLESS
      })
  void theEndOfACallCancelsItsStatement(String sql) throws InterruptedException {
    assertEnds(sql, () -> client.executeUpdate(sql));
    assertEnds(sql, () -> client.execute(sql));
    assertThat(engine.rows(QUERY)).containsExactly(row(2_000));
    assertThat(engine.rows("SHOW TRAINING SETS")).isEmpty();
  }

  @Test
  void theEndOfACallCancelsACommandWithRows() throws InterruptedException {
    String sql = "EXPLAIN ANALYZE" + ENDLESS;
    assertEnds(sql, () -> server.rows(client.execute(sql).getEndpoints().get(0)));
  }

  /** Of more headers than they take clients say only that. */
  @ParameterizedTest
  @ValueSource(strings = {"z", "尺"})
  void tellsTheStartAndTheEndOfALongError(String character) {
    String zone = character.repeat(20_000);
    FlightRuntimeException refused =
        refusal(() -> client.execute("SET time_zone = '" + zone + "'"));
    assertThat(refused)
        .hasMessageStartingWith("line 1, column 17: time_zone is a zone such as")
        .hasMessageEndingWith(character + "' [INVALID_VALUE, 22000]");
    assertThat(refused.status().code()).isEqualTo(FlightStatusCode.INVALID_ARGUMENT);
  }

  /** Cancels the call when it has begun to work, and waits for the work to end. */
  private void assertEnds(String name, Runnable call) throws InterruptedException {
    long idle = server.memory();
    AtomicReference<Throwable> failure = new AtomicReference<>();
    CancellableContext context = Context.current().withCancellation();
    Thread caller =
        new Thread(context.wrap(() -> failure.set(catchThrowable(call::run))), "caller");
    caller.start();
    while (server.memory() <= idle) {
      assertThat(caller.isAlive()).as("%s: %s", name, failure.get()).isTrue();
      Thread.onSpinWait();
    }
    context.cancel(null);
    caller.join();
    assertThat(failure.get())
        .isInstanceOfSatisfying(
            FlightRuntimeException.class,
            e -> assertThat(e.status().code()).isEqualTo(FlightStatusCode.CANCELLED));
    server.awaitMemory(idle);
  }

  private void act(ActionType type, Message request) {
    Iterator<Result> results =
        server.flight().doAction(new Action(type.getType(), Any.pack(request).toByteArray()));
    results.forEachRemaining(result -> {});
  }

  private static FlightEndpoint renew(FlightSqlClient client, FlightEndpoint endpoint) {
    return client.renewFlightEndpoint(new RenewFlightEndpointRequest(endpoint));
  }

  private static void assertRefused(ThrowingCallable call, String message) {
    FlightRuntimeException refused = refusal(call);
    assertThat(refused).hasMessageContaining(message);
    assertThat(refused.status().code()).isEqualTo(FlightStatusCode.UNIMPLEMENTED);
  }

  private static void assertGone(ThrowingCallable call, String message) {
    FlightRuntimeException refused = catchThrowableOfType(FlightRuntimeException.class, call);
    assertThat(refused).hasMessageContaining(message);
    assertThat(refused.status().code()).isEqualTo(FlightStatusCode.INVALID_ARGUMENT);
  }
}
