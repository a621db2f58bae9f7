package dev.pitwall.flight.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pitwall.flight.config.ServerConfig;
import dev.pitwall.flight.config.SessionLimits;
import dev.pitwall.flight.config.StreamLimits;
import dev.pitwall.flight.testing.LoopbackServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStatusCode;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.sql.FlightSqlClient;
import org.apache.arrow.flight.sql.FlightSqlClient.PreparedStatement;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that ask for more than there is, or leave in the middle: the server gives nothing up. */
class LimitsTest {
  private static final String QUERY = "SELECT id FROM trips";
  private static final int DEPTH = 10_000;

  /** That one client tries to open: few, for the time it takes; more by hand. */
  private static final int STATEMENTS = Integer.getInteger("pitwall.test.statements", 3_000);

  private static final int HELD = 1_000;
  private static final int BATCH_ROWS = 100;

  @TempDir private Path directory;
  private LoopbackServer server;
  private FlightSqlClient client;

  @BeforeEach
  void start() {
    StreamLimits streams = StreamLimits.defaults();
    server =
        new LoopbackServer(
            LoopbackServer.trips(directory),
            new ServerConfig(
                "127.0.0.1",
                0,
                Map.of(),
                new SessionLimits(
                    10,
                    HELD,
                    10,
                    4_096,
                    Duration.ofHours(1),
                    Duration.ofHours(1),
                    Duration.ofHours(1)),
                new StreamLimits(
                    streams.batchBytes(),
                    BATCH_ROWS,
                    streams.queuedBytes(),
                    streams.concurrent(),
                    streams.drain())));
    client = server.client();
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  @Test
  void holdsSoManyStatementsAndTakesMoreWhenOneIsClosed() {
    long idle = server.memory();
    List<PreparedStatement> held = new ArrayList<>();
    for (int i = 0; i < HELD; i++) {
      held.add(client.prepare(QUERY));
    }
    for (int i = HELD; i < STATEMENTS; i++) {
      assertThat(refused(() -> client.prepare(QUERY)))
          .satisfies(
              e -> assertThat(e.status().code()).isEqualTo(FlightStatusCode.RESOURCE_EXHAUSTED))
          .hasMessageContaining("the session holds 1000 open statements; close some first");
    }
    held.remove(0).close();
    try (PreparedStatement statement = client.prepare(QUERY)) {
      assertThat(server.count(statement.execute())).isEqualTo(LoopbackServer.TRIPS);
    }
    held.forEach(PreparedStatement::close);
    server.awaitMemory(idle);
    try (PreparedStatement statement = client.prepare(QUERY)) {
      assertThat(server.count(statement.execute())).isEqualTo(LoopbackServer.TRIPS);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(|1|)",
        "NOT |TRUE|",
        "ABS(|1|)",
        "CASE WHEN TRUE THEN |1| END",
        "(SELECT |1|)",
        "ARRAY[|1|]",
        "1 + |1|",
        "- |1|",
        "1 IN (|1|)"
      })
  void refusesWhatIsNestedTooDeep(String nesting) throws Exception {
    String[] parts = nesting.split("\\|", -1);
    String sql = "SELECT " + parts[0].repeat(DEPTH) + parts[1] + parts[2].repeat(DEPTH);
    assertThat(refused(() -> client.execute(sql)))
        .satisfies(
            e -> assertThat(e.status().code()).isEqualTo(FlightStatusCode.RESOURCE_EXHAUSTED))
        .hasMessageContaining("split it, or use IN or WITH [LIMIT_EXCEEDED, 54000]");
    assertThat(server.count(client.execute(QUERY))).isEqualTo(LoopbackServer.TRIPS);
  }

  @Test
  void aClientThatLeavesAtAnyBatchLeavesNothingBehind() throws Exception {
    long idle = server.memory();
    long longest = 0;
    for (int batches = 0; batches <= LoopbackServer.TRIPS / BATCH_ROWS; batches++) {
      try (FlightStream stream =
          client.getStream(client.execute(QUERY).getEndpoints().get(0).getTicket())) {
        for (int i = 0; i < batches; i++) {
          assertThat(stream.next()).isTrue();
        }
        stream.cancel("enough", null);
      }
      long left = System.nanoTime();
      server.awaitMemory(idle);
      longest = Math.max(longest, System.nanoTime() - left);
    }
    System.out.printf("memory back after %d ms at most%n", TimeUnit.NANOSECONDS.toMillis(longest));
    assertThat(server.count(client.execute(QUERY))).isEqualTo(LoopbackServer.TRIPS);
  }

  private static FlightRuntimeException refused(ThrowingCallable call) {
    return catchThrowableOfType(FlightRuntimeException.class, call);
  }
}
