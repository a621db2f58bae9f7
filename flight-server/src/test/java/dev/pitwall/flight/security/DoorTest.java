package dev.pitwall.flight.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pitwall.flight.config.ServerConfig;
import dev.pitwall.flight.testing.LoopbackServer;
import dev.pitwall.testkit.engine.TestEngine;
import dev.pitwall.testkit.store.StoreLayout;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.logging.StreamHandler;
import org.apache.arrow.flight.CallHeaders;
import org.apache.arrow.flight.FlightCallHeaders;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStatusCode;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.HeaderCallOption;
import org.apache.arrow.flight.Ticket;
import org.apache.arrow.flight.impl.Flight.FlightData;
import org.apache.arrow.flight.impl.Flight.PutResult;
import org.apache.arrow.flight.impl.FlightServiceGrpc;
import org.apache.arrow.flight.sql.FlightSqlClient;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is too large, or is no call at all, is refused, and the server goes on. */
class DoorTest {
  @TempDir private Path directory;
  private LoopbackServer server;

  @BeforeEach
  void start() {
    server = new LoopbackServer(new TestEngine(directory, StoreLayout.regular(4, 3)));
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  @Test
  void refusesAMessageThatIsTooLarge() throws Exception {
    String huge = "SELECT '" + "x".repeat(100_000_000) + "'";
    Queue<LogRecord> logged = new ConcurrentLinkedQueue<>();
    Handler log =
        new StreamHandler(OutputStream.nullOutputStream(), new SimpleFormatter()) {
          @Override
          public void publish(LogRecord entry) {
            logged.add(entry);
          }
        };
    Logger.getLogger("io.grpc").addHandler(log);
    try {
      assertRefused(() -> server.client().execute(huge), FlightStatusCode.RESOURCE_EXHAUSTED);
    } finally {
      Logger.getLogger("io.grpc").removeHandler(log);
    }
    assertThat(logged).as("what the operator need not know").isEmpty();
    assertGoesOn();
  }

  @Test
  void refusesAStatementThatIsTooLong() throws Exception {
    String large = "SELECT '" + "x".repeat(2_000_000) + "'";
    assertThat(
            assertRefused(
                () -> server.client().execute(large), FlightStatusCode.RESOURCE_EXHAUSTED))
        .hasMessageContaining("STATEMENT_TOO_LARGE");
    assertGoesOn();
  }

  @Test
  void refusesAStatementThatIsNestedTooDeep() throws Exception {
    String deep = "SELECT " + "(".repeat(10_000) + "1" + ")".repeat(10_000);
    assertRefused(() -> server.client().execute(deep), FlightStatusCode.RESOURCE_EXHAUSTED);
    assertGoesOn();
  }

  @Test
  void refusesHeadersThatAreTooLarge() throws Exception {
    CallHeaders headers = new FlightCallHeaders();
    headers.insert("large", "x".repeat(200_000));
    assertThat(
            catchThrowableOfType(
                FlightRuntimeException.class,
                () -> server.client().execute("SELECT 1", new HeaderCallOption(headers))))
        .isNotNull();
    assertGoesOn();
  }

  @Test
  void refusesAnAuthorizationThatIsNeitherBasicNorBearer() throws Exception {
    server.restart(ServerConfig.onLoopback(0).withUsers(Map.of("alice", "secret")));
    for (String header : new String[] {"Digest x", "Basic ?", "Basic eA==", "Bearer", "Bearer x"}) {
      CallHeaders headers = new FlightCallHeaders();
      headers.insert("authorization", header);
      assertRefused(
          () -> server.client().execute("SELECT 1", new HeaderCallOption(headers)),
          FlightStatusCode.UNAUTHENTICATED);
    }
    assertRefused(() -> server.client().execute("SELECT 1"), FlightStatusCode.UNAUTHENTICATED);
  }

  @Test
  void hangsUpOnWhatIsNoCall() throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.server().port())) {
      socket
          .getOutputStream()
          .write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      assertThat(readToTheEnd(socket)).isNotNegative();
    }
    assertGoesOn();
  }

  @Test
  void refusesATicketThatIsNone() throws Exception {
    assertThat(
            assertRefused(
                () -> {
                  try (FlightStream stream =
                      server.client().getStream(new Ticket(new byte[] {9, 9}))) {
                    stream.next();
                  }
                },
                FlightStatusCode.INVALID_ARGUMENT))
        .hasMessageContaining("this is not a ticket that the server made");
    assertGoesOn();
  }

  /** Whoever sends nothing and goes away would keep a thread for good. */
  @Test
  void forgetsAClientThatNeverSaysWhatItSends() throws Exception {
    ManagedChannel channel =
        NettyChannelBuilder.forAddress("127.0.0.1", server.server().port()).usePlaintext().build();
    ClientCall<FlightData, PutResult> call =
        channel.newCall(FlightServiceGrpc.getDoPutMethod(), CallOptions.DEFAULT);
    call.start(new ClientCall.Listener<>() {}, new Metadata());
    call.request(1);
    while (waiting() == 0) {
      Thread.onSpinWait();
    }
    call.cancel("away", null);
    while (waiting() > 0) {
      Thread.onSpinWait();
    }
    channel.shutdownNow();
    assertGoesOn();
  }

  private static long waiting() {
    return Thread.getAllStackTraces().entrySet().stream()
        .filter(thread -> thread.getKey().getName().startsWith("pitwall-call-"))
        .filter(
            thread ->
                Arrays.stream(thread.getValue())
                    .anyMatch(frame -> frame.getMethodName().equals("getDescriptor")))
        .count();
  }

  private static int readToTheEnd(Socket socket) throws IOException {
    return socket.getInputStream().readAllBytes().length;
  }

  private void assertGoesOn() throws Exception {
    assertThat(server.client().execute("SELECT 1").getEndpoints()).hasSize(1);
    try (FlightSqlClient other = new FlightSqlClient(server.connect())) {
      assertThat(other.execute("SELECT 1").getEndpoints()).hasSize(1);
    }
  }

  private static FlightRuntimeException assertRefused(
      ThrowingCallable call, FlightStatusCode status) {
    FlightRuntimeException refused = catchThrowableOfType(FlightRuntimeException.class, call);
    assertThat(refused).isNotNull();
    assertThat(refused.status().code()).isEqualTo(status);
    return refused;
  }
}
