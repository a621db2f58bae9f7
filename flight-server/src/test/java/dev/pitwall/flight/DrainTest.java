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
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
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
    try (CountingRelay relay = new CountingRelay(server.port(), Duration.ofMillis(3));
        RemoteClient client = client(new ServerAddress("127.0.0.1", relay.port()))) {
      client.run(TEN_ROWS).close();
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
