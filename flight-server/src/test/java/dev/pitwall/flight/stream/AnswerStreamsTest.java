package dev.pitwall.flight.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pitwall.core.session.QuerySession;
import dev.pitwall.flight.config.ServerConfig;
import dev.pitwall.flight.config.StreamLimits;
import dev.pitwall.flight.error.FlightErrors;
import dev.pitwall.flight.session.ClientSession;
import dev.pitwall.flight.session.ClientSessions;
import dev.pitwall.flight.session.SessionGate;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import io.grpc.netty.NettyServerBuilder;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightServer;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.Location;
import org.apache.arrow.flight.NoOpFlightProducer;
import org.apache.arrow.flight.Ticket;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.Types.MinorType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.arrow.vector.util.Text;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AnswerStreamsTest {
  private static final int ROWS = 1 << 14;
  private static final int BATCHES = 2_000;
  private static final StreamLimits LIMITS =
      new StreamLimits(1 << 16, 5_000, 1 << 20, 2, Duration.ofSeconds(10));
  private static final Schema SCHEMA =
      new Schema(
          List.of(
              Field.notNullable("n", MinorType.BIGINT.getType()),
              Field.nullable("text", MinorType.VARCHAR.getType())));

  private final BufferAllocator root = new RootAllocator();
  private final BufferAllocator serverMemory = root.newChildAllocator("server", 0, 1L << 40);
  private final BufferAllocator clientMemory = root.newChildAllocator("client", 0, 1L << 40);
  private final AtomicReference<Supplier<Answer>> source = new AtomicReference<>();
  private final AtomicReference<ClientSession> session = new AtomicReference<>();
  private final AnswerStreams streams = new AnswerStreams(serverMemory, LIMITS);
  private final ClientSessions sessions =
      new ClientSessions(
          ServerConfig.onLoopback(0),
          user -> new QuerySession(user, root.newChildAllocator(user, 0, 1L << 40)),
          InstantSource.system());
  private FlightServer server;
  private FlightClient client;

  @BeforeEach
  void start() throws Exception {
    SessionGate gate = new SessionGate(sessions);
    Consumer<NettyServerBuilder> transport =
        builder -> builder.addTransportFilter(gate).intercept(gate);
    server =
        FlightServer.builder(serverMemory, Location.forGrpcInsecure("127.0.0.1", 0), new Producer())
            .backpressureThreshold(LIMITS.queuedBytes())
            .transportHint("grpc.builderConsumer", transport)
            .build()
            .start();
    client =
        FlightClient.builder(clientMemory, Location.forGrpcInsecure("127.0.0.1", server.getPort()))
            .build();
  }

  @AfterEach
  void stop() throws Exception {
    client.close();
    sessions.close();
    streams.close();
    server.close();
    clientMemory.close();
    // The event loops are the transport's own: they free what a client did not want when they can.
    while (serverMemory.getAllocatedMemory() > 0) {
      Thread.onSpinWait();
    }
    serverMemory.close();
    root.close();
  }

  @Test
  void rowsArriveInOrderInSmallBatches() throws Exception {
    Numbers numbers = answer(new Numbers(20));
    try (FlightStream stream = client.getStream(new Ticket(new byte[0]))) {
      assertThat(stream.getSchema()).isEqualTo(SCHEMA);
      long expected = 0;
      while (stream.next()) {
        VectorSchemaRoot batch = stream.getRoot();
        assertThat(batch.getRowCount()).isBetween(1, LIMITS.batchRows());
        assertThat(bytes(batch)).isLessThanOrEqualTo(LIMITS.batchBytes());
        expected = checkRows(batch, expected);
      }
      assertThat(expected).isEqualTo(20L * ROWS);
      assertThat(numbers.pulled).hasValue(20);
    }
  }

  @Test
  void oneRowLargerThanABatchMayBeIsSentAlone() throws Exception {
    answer(new OneText("x".repeat((int) LIMITS.batchBytes() * 3)));
    try (FlightStream stream = client.getStream(new Ticket(new byte[0]))) {
      assertThat(stream.next()).isTrue();
      assertThat(stream.getRoot().getRowCount()).isEqualTo(1);
      assertThat(stream.next()).isFalse();
    }
  }

  @Test
  void aSlowClientMakesTheQueryWait() throws Exception {
    Numbers numbers = answer(new Numbers(BATCHES));
    try (FlightStream stream = client.getStream(new Ticket(new byte[0]))) {
      assertThat(stream.next()).isTrue();
      while (!senderWaits() && numbers.closed.getCount() > 0) {
        Thread.onSpinWait();
      }
      // What is queued in the server and in flight: a few MiB of the gigabyte that there is.
      assertThat(numbers.pulled.get()).isLessThan(BATCHES / 10);
      stream.cancel("enough", null);
      numbers.closed.await();
    }
  }

  @Test
  void cancellingFreesTheAnswer() throws Exception {
    Numbers numbers = answer(new Numbers(BATCHES));
    try (FlightStream stream = client.getStream(new Ticket(new byte[0]))) {
      assertThat(stream.next()).isTrue();
      stream.cancel("enough", null);
      numbers.closed.await();
      assertThat(numbers.pulled.get()).isLessThan(BATCHES);
    }
  }

  @Test
  void cancellingReachesAnAnswerThatIsStillBeingComputed() throws Exception {
    Endless answer = answer(new Endless());
    try (FlightStream stream = client.getStream(new Ticket(new byte[0]))) {
      assertThat(stream.getSchema()).isEqualTo(SCHEMA);
      stream.cancel("enough", null);
      answer.closed.await();
    }
  }

  @Test
  void endingTheSessionEndsItsAnswers() throws Exception {
    Numbers numbers = answer(new Numbers(Integer.MAX_VALUE));
    try (FlightStream stream = client.getStream(new Ticket(new byte[0]))) {
      assertThat(stream.next()).isTrue();
      sessions.close(session.get());
      assertThatThrownBy(
              () -> {
                while (stream.next()) {}
              })
          .isInstanceOf(FlightRuntimeException.class)
          .hasMessageContaining("cancelled");
      numbers.closed.await();
    }
  }

  @Test
  void anErrorInTheMiddleArrivesAfterTheRowsBeforeIt() throws Exception {
    Numbers numbers = answer(new Numbers(3));
    numbers.failure = new PitwallException(ErrorCode.DIVISION_BY_ZERO, "division by zero");
    try (FlightStream stream = client.getStream(new Ticket(new byte[0]))) {
      assertThatThrownBy(
              () -> {
                while (stream.next()) {}
              })
          .isInstanceOfSatisfying(
              FlightRuntimeException.class,
              error ->
                  assertThat(FlightErrors.fromFlight(error).code())
                      .isEqualTo(ErrorCode.DIVISION_BY_ZERO));
      numbers.closed.await();
    }
  }

  @Test
  void moreAnswersThanThreadsAreRefused() throws Exception {
    source.set(() -> new Numbers(BATCHES));
    try (FlightStream one = client.getStream(new Ticket(new byte[0]));
        FlightStream two = client.getStream(new Ticket(new byte[0]))) {
      assertThat(one.next()).isTrue();
      assertThat(two.next()).isTrue();
      try (FlightStream three = client.getStream(new Ticket(new byte[0]))) {
        assertThatThrownBy(three::next).hasMessageContaining("LIMIT_EXCEEDED");
      }
      one.cancel("enough", null);
      two.cancel("enough", null);
    }
  }

  private static boolean senderWaits() {
    return Thread.getAllStackTraces().values().stream().anyMatch(AnswerStreamsTest::waits);
  }

  private static boolean waits(StackTraceElement[] frames) {
    List<String> methods =
        Stream.of(frames).map(frame -> frame.getClassName() + "." + frame.getMethodName()).toList();
    int pace = methods.indexOf(ClientPace.class.getName() + ".awaitReady");
    return pace > 0 && methods.get(pace - 1).endsWith("ConditionObject.await");
  }

  private <T extends Answer> T answer(T answer) {
    source.set(() -> answer);
    return answer;
  }

  private static long bytes(VectorSchemaRoot batch) {
    return batch.getFieldVectors().stream().mapToLong(vector -> vector.getBufferSize()).sum();
  }

  private static long checkRows(VectorSchemaRoot batch, long first) {
    BigIntVector numbers = (BigIntVector) batch.getVector("n");
    VarCharVector texts = (VarCharVector) batch.getVector("text");
    long expected = first;
    for (int row = 0; row < batch.getRowCount(); row++, expected++) {
      assertThat(numbers.get(row)).isEqualTo(expected);
      if (expected % 3 == 0) {
        assertThat(texts.isNull(row)).isTrue();
      } else {
        assertThat(texts.getObject(row)).hasToString(text(expected));
      }
    }
    return expected;
  }

  private static String text(long n) {
    return "#".repeat((int) (n % 40)) + n;
  }

  private final class Producer extends NoOpFlightProducer {
    @Override
    public void getStream(CallContext context, Ticket ticket, ServerStreamListener listener) {
      session.set(SessionGate.current());
      try {
        streams.start(session.get(), UUID.randomUUID(), source.get()::get, listener);
      } catch (PitwallException e) {
        listener.error(FlightErrors.toFlight(e));
      }
    }
  }

  /** Batches of ascending numbers, each with a text or NULL. */
  private final class Numbers implements Answer {
    private final int batches;
    private final AtomicInteger pulled = new AtomicInteger();
    private final AtomicInteger cancels = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);
    private PitwallException failure;

    Numbers(int batches) {
      this.batches = batches;
    }

    @Override
    public Schema schema() {
      return SCHEMA;
    }

    @Override
    public VectorSchemaRoot next() {
      if (cancels.get() > 0) {
        throw new PitwallException(ErrorCode.STATEMENT_CANCELLED, "the statement was cancelled");
      }
      if (pulled.get() == batches) {
        if (failure != null) {
          throw failure;
        }
        return null;
      }
      return batch(pulled.getAndIncrement());
    }

    @Override
    public void cancel() {
      cancels.incrementAndGet();
    }

    @Override
    public void close() {
      closed.countDown();
    }

    private VectorSchemaRoot batch(int index) {
      VectorSchemaRoot batch = VectorSchemaRoot.create(SCHEMA, root);
      BigIntVector numbers = (BigIntVector) batch.getVector("n");
      VarCharVector texts = (VarCharVector) batch.getVector("text");
      for (int row = 0; row < ROWS; row++) {
        long n = (long) index * ROWS + row;
        numbers.setSafe(row, n);
        if (n % 3 != 0) {
          texts.setSafe(row, new Text(text(n)));
        }
      }
      batch.setRowCount(ROWS);
      return batch;
    }
  }

  /** Computes its first batch until it is cancelled. */
  private static final class Endless implements Answer {
    private final CompletableFuture<VectorSchemaRoot> first = new CompletableFuture<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    @Override
    public Schema schema() {
      return SCHEMA;
    }

    @Override
    public VectorSchemaRoot next() {
      return first.join();
    }

    @Override
    public void cancel() {
      first.completeExceptionally(
          new PitwallException(ErrorCode.STATEMENT_CANCELLED, "the statement was cancelled"));
    }

    @Override
    public void close() {
      closed.countDown();
    }
  }

  /** One row of one long text. */
  private final class OneText implements Answer {
    private final String text;
    private boolean done;

    OneText(String text) {
      this.text = text;
    }

    @Override
    public Schema schema() {
      return SCHEMA;
    }

    @Override
    public VectorSchemaRoot next() {
      if (done) {
        return null;
      }
      done = true;
      VectorSchemaRoot batch = VectorSchemaRoot.create(SCHEMA, root);
      ((BigIntVector) batch.getVector("n")).setSafe(0, 1);
      ((VarCharVector) batch.getVector("text")).setSafe(0, new Text(text));
      batch.setRowCount(1);
      return batch;
    }

    @Override
    public void cancel() {}

    @Override
    public void close() {}
  }
}
