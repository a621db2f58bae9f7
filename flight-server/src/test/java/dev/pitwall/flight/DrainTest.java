package dev.pitwall.flight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pitwall.cli.connect.ClientAnswer;
import dev.pitwall.cli.connect.RemoteClient;
import dev.pitwall.cli.connect.ServerAddress;
import dev.pitwall.flight.config.ServerConfig;
import dev.pitwall.flight.config.StreamLimits;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.testkit.client.CountingRelay;
import dev.pitwall.testkit.engine.TestEngine;
import dev.pitwall.testkit.store.StoreLayout;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.arrow.flight.FlightGrpcUtils;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.sql.FlightSqlClient;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that stops takes no new work, and lets running answers end for a while. */
class DrainTest {
  private static final String TEN_ROWS =
      "CREATE TEMPORARY TABLE ten AS"
          + " SELECT CAST(n AS BIGINT) AS n FROM (VALUES 0, 1, 2, 3, 4, 5, 6, 7, 8, 9) AS t (n)";

  /** More than is kept for a client that does not read. */
  private static final String MILLION =
      "SELECT a.n AS a, b.n AS b, c.n AS c, d.n AS d, e.n AS e, f.n AS f"
          + " FROM ten a, ten b, ten c, ten d, ten e, ten f";

  private static final String ENDLESS = MILLION + ", ten g, ten h, ten i, ten j, ten k";

  @TempDir private Path directory;
  @AutoClose private TestEngine engine;

  @BeforeEach
  void open() {
    engine = new TestEngine(directory, StoreLayout.regular(4, 3));
  }

  @Test
  void aRunningAnswerEndsAndNewWorkIsRefused() {
    PitwallServer server = start(StreamLimits.defaults().withDrain(Duration.ofHours(1)));
    ServerAddress address = address(server);
    try (RemoteClient client = client(address)) {
      client.run(TEN_ROWS).close();
      try (ClientAnswer answer = client.run(MILLION)) {
        long rows = answer.next().getRowCount();
        CompletableFuture<Void> closing = CompletableFuture.runAsync(server::close);
        assertThat(refusal(client).code()).isEqualTo(ErrorCode.STORE_UNAVAILABLE);
        assertThatThrownBy(() -> client(address)).isInstanceOf(PitwallException.class);
        for (VectorSchemaRoot batch = answer.next(); batch != null; batch = answer.next()) {
          rows += batch.getRowCount();
        }
        assertThat(rows).isEqualTo(1_000_000);
        closing.join();
      }
    }
  }

  /** Its client still reads, and says so, when the server has sent all there is. */
  @Test
  void theEndOfAnAnswerReachesAClientThatIsFarAway() throws IOException {
    PitwallServer server = start(StreamLimits.defaults().withDrain(Duration.ofHours(1)));
    try (CountingRelay relay = new CountingRelay(server.port());
        RemoteClient client = client(new ServerAddress("127.0.0.1", relay.port()))) {
      client.run(TEN_ROWS).close();
      relay.keep(Duration.ofMillis(3));
      try (ClientAnswer answer = client.run(MILLION)) {
        long rows = answer.next().getRowCount();
        CompletableFuture<Void> closing = CompletableFuture.runAsync(server::close);
        for (VectorSchemaRoot batch = answer.next(); batch != null; batch = answer.next()) {
          rows += batch.getRowCount();
        }
        assertThat(rows).isEqualTo(1_000_000);
        closing.join();
      }
    }
  }

  @Test
  void anAnswerThatTakesTooLongIsCancelled() {
    PitwallServer server = start(StreamLimits.defaults().withDrain(Duration.ofMillis(1)));
    try (RemoteClient client = client(address(server))) {
      client.run(TEN_ROWS).close();
      try (ClientAnswer answer = client.run(ENDLESS)) {
        assertThat(answer.next()).isNotNull();
        CompletableFuture<Void> closing = CompletableFuture.runAsync(server::close);
        PitwallException cut =
            catchThrowableOfType(
                PitwallException.class,
                () -> {
                  while (answer.next() != null) {}
                });
        assertThat(cut.code()).isIn(ErrorCode.STATEMENT_CANCELLED, ErrorCode.STORE_UNAVAILABLE);
        closing.join();
      }
    }
  }

  /** What it was to be sent is in the kernel, in the transport and in the answer's thread. */
  @Test
  void aClientThatReadsNothingIsLetGo() throws Exception {
    PitwallServer server = start(StreamLimits.defaults().withDrain(Duration.ofMillis(1)));
    try (CountingRelay relay = new CountingRelay(server.port());
        BufferAllocator allocator = new RootAllocator()) {
      ManagedChannel channel =
          NettyChannelBuilder.forAddress("127.0.0.1", relay.port())
              .usePlaintext()
              .flowControlWindow(64 << 20)
              .build();
      FlightSqlClient client =
          new FlightSqlClient(FlightGrpcUtils.createFlightClient(allocator, channel));
      client.executeUpdate(TEN_ROWS);
      FlightStream answer =
          client.getStream(client.execute(ENDLESS).getEndpoints().get(0).getTicket());
      assertThat(answer.next()).isTrue();
      relay.keep(Duration.ofHours(1));
      awaitStandstill();
      server.close();
      assertThat(engine.engine().allocator().getAllocatedMemory()).isZero();
      answer.close();
      channel.shutdownNow();
    }
  }

  private void awaitStandstill() throws InterruptedException {
    long before = -1;
    for (long now = 0; now != before; now = engine.engine().allocator().getAllocatedMemory()) {
      before = now;
      Thread.sleep(300); // nothing tells that a sender waits; too short only tests less
    }
  }

  private PitwallServer start(StreamLimits limits) {
    ServerConfig defaults = ServerConfig.onLoopback(0);
    return PitwallServer.start(
        new ServerConfig(
            defaults.host(), defaults.port(), defaults.users(), defaults.sessions(), limits),
        engine.engine());
  }

  /** How work is refused, once the client's connection knows that the server ends. */
  private static PitwallException refusal(RemoteClient client) {
    while (true) {
      try {
        client.run("SELECT 1").close();
      } catch (PitwallException e) {
        return e;
      }
    }
  }

  private static ServerAddress address(PitwallServer server) {
    return new ServerAddress("127.0.0.1", server.port());
  }

  private static RemoteClient client(ServerAddress address) {
    return RemoteClient.connect(address, Optional.empty());
  }
}
