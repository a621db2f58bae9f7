package dev.pitwall.flight.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.pitwall.flight.testing.LoopbackServer;
import dev.pitwall.flight.testing.ReadingProcess;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.vector.BigIntVector;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that die in the middle of an answer, or take long over it. */
class LostClientsTest {
  private static final String PAIRS = "SELECT a.id AS a, b.id AS b FROM trips a, trips b";
  private static final String ENDLESS = PAIRS + ", trips c, trips d";
  private static final int KILLS = 3;

  /** What waits for a client, and what is being made and sent, of the 64 MB of all pairs. */
  private static final long HELD = 40L << 20;

  /** Nothing takes so long; only so that a leak is an error and no test that never ends. */
  private static final long PATIENCE = TimeUnit.MINUTES.toNanos(3);

  @TempDir private Path directory;
  @AutoClose private LoopbackServer server;

  @BeforeEach
  void start() {
    server = new LoopbackServer(LoopbackServer.trips(directory));
  }

  @Test
  void aKilledClientLeavesNothingBehind() throws Exception {
    long memory = server.memory();
    kill();
    await("memory", server::memory, memory);
    assertGoesOn(); // and has opened what it keeps open
    long descriptors = descriptors();
    long threads = threads(thread -> !isPooled(thread));
    for (int i = 0; i < KILLS; i++) {
      kill();
      await("memory", server::memory, memory);
      await("descriptors", LostClientsTest::descriptors, descriptors);
      await("streams", () -> server.server().activeStreams(), 0);
      assertGoesOn();
    }
    await("threads", () -> threads(thread -> true), threads);
  }

  @Test
  void aSlowReaderHasEveryRowAndIsWaitedFor() throws Exception {
    long idle = server.memory();
    long rows = 0;
    long sum = 0;
    try (FlightStream stream =
        server
            .client()
            .getStream(server.client().execute(PAIRS).getEndpoints().get(0).getTicket())) {
      while (stream.next()) {
        while (server.server().activeStreams() > 0 && !isWaiting()) {
          Thread.onSpinWait();
        }
        assertThat(server.memory()).isLessThan(idle + HELD);
        rows += stream.getRoot().getRowCount();
        sum += sum((BigIntVector) stream.getRoot().getVector("b"));
      }
    }
    long trips = LoopbackServer.TRIPS;
    assertThat(rows).isEqualTo(trips * trips);
    assertThat(sum).isEqualTo(trips * (trips * (trips - 1) / 2));
    server.awaitMemory(idle);
  }

  private void kill() throws Exception {
    Process client = ReadingProcess.start(server.server().port(), ENDLESS);
    assertThat(server.server().activeStreams()).isPositive();
    client.destroyForcibly().waitFor();
    client.getInputStream().close();
    client.getOutputStream().close();
  }

  private void assertGoesOn() {
    assertThat(server.count(server.client().execute("SELECT id FROM trips")))
        .isEqualTo(LoopbackServer.TRIPS);
  }

  private static void await(String what, LongSupplier now, long base) {
    long start = System.nanoTime();
    while (now.getAsLong() > base) {
      assertThat(System.nanoTime() - start)
          .as("%s: %d of %d are held for good", what, now.getAsLong(), base)
          .isLessThan(PATIENCE);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
    }
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    System.out.printf("%s back at %d after %d ms%n", what, base, millis);
  }

  private static long descriptors() {
    return ((UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getOpenFileDescriptorCount();
  }

  private static long threads(Predicate<Thread> of) {
    return Thread.getAllStackTraces().keySet().stream().filter(of).count();
  }

  /** One of those that come with calls and answers, and go when there are none for a while. */
  private static boolean isPooled(Thread thread) {
    return thread.getName().startsWith("pitwall-call-")
        || thread.getName().startsWith("pitwall-answer-");
  }

  private static boolean isWaiting() {
    return Thread.getAllStackTraces().values().stream()
        .flatMap(Arrays::stream)
        .anyMatch(
            frame ->
                frame.getClassName().equals(ClientPace.class.getName())
                    && frame.getMethodName().equals("awaitReady"));
  }

  private static long sum(BigIntVector vector) {
    long sum = 0;
    for (int row = 0; row < vector.getValueCount(); row++) {
      sum += vector.get(row);
    }
    return sum;
  }
}
