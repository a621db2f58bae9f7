package dev.pitwall.flight.statement;

import static dev.pitwall.flight.testing.LoopbackServer.refusal;
import static dev.pitwall.testkit.batch.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import dev.pitwall.flight.testing.LoopbackTest;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import java.util.List;
import java.util.stream.Stream;
import org.apache.arrow.flight.Action;
import org.apache.arrow.flight.AsyncPutListener;
import org.apache.arrow.flight.FlightClient.ClientStreamListener;
import org.apache.arrow.flight.FlightClient.ExchangeReaderWriter;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStatusCode;
import org.apache.arrow.flight.Ticket;
import org.apache.arrow.flight.impl.Flight;
import org.apache.arrow.flight.impl.FlightServiceGrpc;
import org.apache.arrow.flight.sql.impl.FlightSql.ActionClosePreparedStatementRequest;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandGetCatalogs;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandPreparedStatementQuery;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandPreparedStatementUpdate;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandStatementIngest;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandStatementQuery;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandStatementUpdate;
import org.apache.arrow.flight.sql.impl.FlightSql.TicketStatementQuery;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that say nothing, or something else than they should: the client's error, not ours. */
class UnreadableRequestTest extends LoopbackTest {
  private static final byte[] NOTHING = {};
  private static final byte[] GARBAGE = {-1, -2, -3, 0, 1, 7};

  /** The header of a schema that says that it has two gigabytes. */
  private static final ByteString ENDLESS = ByteString.fromHex("ffffffffffffff7f");

  @AfterEach
  void answersAllTheSame() {
    assertThat(fetch("SELECT COUNT(*) FROM trips")).containsExactly(row(2_000));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CreatePreparedStatement",
        "ClosePreparedStatement",
        "CreatePreparedSubstraitPlan",
        "CancelQuery",
        "CancelFlightInfo",
        "RenewFlightEndpoint",
        "BeginTransaction",
        "EndTransaction",
        "BeginSavepoint",
        "EndSavepoint"
      })
  void anActionWantsItsOwnBody(String action) {
    for (byte[] body : List.of(NOTHING, GARBAGE, packed(CommandGetCatalogs.getDefaultInstance()))) {
      assertInvalid(() -> act(action, body));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"SetSessionOptions", "GetSessionOptions", "CloseSession"})
  void anActionOfSessionsMaySayNothing(String action) {
    act(action, NOTHING);
    assertInvalid(() -> act(action, GARBAGE));
  }

  @Test
  void knowsItsActions() {
    assertInvalid(() -> act("Fly", NOTHING));
    assertInvalid(() -> act("", NOTHING));
  }

  @Test
  void cancelsNoFlightThatIsNone() {
    Flight.FlightInfo empty = Flight.FlightInfo.getDefaultInstance();
    assertThat(assertInvalid(() -> cancel(empty)))
        .hasMessageStartingWith("no flight was sent that could be cancelled; send the FlightInfo");
    Flight.FlightEndpoint endpoint = Flight.FlightEndpoint.getDefaultInstance();
    assertThat(assertInvalid(() -> cancel(empty.toBuilder().addEndpoint(endpoint).build())))
        .hasMessageStartingWith("the flight is not of a statement");
    assertInvalid(() -> cancel(empty.toBuilder().setSchema(ENDLESS).build()));
  }

  @ParameterizedTest
  @ValueSource(
      classes = {
        CommandStatementQuery.class,
        CommandPreparedStatementQuery.class,
        TicketStatementQuery.class,
        CommandStatementUpdate.class,
        CommandPreparedStatementUpdate.class,
        CommandStatementIngest.class,
        ActionClosePreparedStatementRequest.class
      })
  void aCommandIsWhatItSays(Class<? extends Message> type) {
    String url = "type.googleapis.com/arrow.flight.protocol.sql." + type.getSimpleName();
    Any broken = Any.newBuilder().setTypeUrl(url).setValue(ByteString.copyFrom(GARBAGE)).build();
    Any empty = Any.newBuilder().setTypeUrl(url).build();
    Stream.of(broken.toByteArray(), empty.toByteArray(), NOTHING, GARBAGE)
        .forEach(
            command -> {
              FlightDescriptor descriptor = FlightDescriptor.command(command);
              assertInvalid(() -> server.flight().getInfo(descriptor));
              assertInvalid(() -> server.flight().getSchema(descriptor));
              assertInvalid(() -> server.flight().pollInfo(descriptor));
              assertInvalid(() -> server.flight().getStream(new Ticket(command)).next());
              assertInvalid(() -> put(descriptor));
              assertInvalid(() -> exchange(descriptor));
            });
  }

  @Test
  void aDescriptorIsACommandOrAPath() {
    Flight.FlightDescriptor none = Flight.FlightDescriptor.getDefaultInstance();
    ManagedChannel channel =
        NettyChannelBuilder.forAddress("127.0.0.1", server.server().port()).usePlaintext().build();
    try {
      var stub = FlightServiceGrpc.newBlockingStub(channel);
      assertOfNoKind(() -> stub.getFlightInfo(none));
      assertOfNoKind(() -> stub.getSchema(none));
      assertOfNoKind(() -> stub.pollFlightInfo(none));
    } finally {
      channel.shutdownNow();
    }
  }

  private static void assertOfNoKind(ThrowingCallable call) {
    Status said = catchThrowableOfType(StatusRuntimeException.class, call).getStatus();
    assertThat(said.getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(said.getDescription())
        .startsWith("the descriptor that was sent is neither a command nor a path");
  }

  private void cancel(Flight.FlightInfo info) {
    act(
        "CancelFlightInfo",
        Flight.CancelFlightInfoRequest.newBuilder().setInfo(info).build().toByteArray());
  }

  private void act(String action, byte[] body) {
    server.flight().doAction(new Action(action, body)).forEachRemaining(result -> {});
  }

  private void put(FlightDescriptor descriptor) {
    AsyncPutListener acknowledged = new AsyncPutListener();
    try (VectorSchemaRoot nothing = VectorSchemaRoot.of()) {
      ClientStreamListener put = server.flight().startPut(descriptor, nothing, acknowledged);
      put.completed();
      put.getResult();
    }
  }

  private void exchange(FlightDescriptor descriptor) throws Exception {
    try (VectorSchemaRoot nothing = VectorSchemaRoot.of();
        ExchangeReaderWriter call = server.flight().doExchange(descriptor)) {
      call.getWriter().start(nothing);
      call.getWriter().completed();
      call.getReader().next();
    }
  }

  private static byte[] packed(Message message) {
    return Any.pack(message).toByteArray();
  }

  private static FlightRuntimeException assertInvalid(ThrowingCallable call) {
    FlightRuntimeException refused = refusal(call);
    assertThat(refused.status().code())
        .as("%s", refused.status().description())
        .isEqualTo(FlightStatusCode.INVALID_ARGUMENT);
    assertThat(refused.status().description()).matches(".{20,} \\[[A-Z_]+, [0-9A-Z]{5}]");
    return refused;
  }
}
