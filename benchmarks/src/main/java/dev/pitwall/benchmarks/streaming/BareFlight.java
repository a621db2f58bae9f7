package dev.pitwall.benchmarks.streaming;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.flight.BackpressureStrategy;
import org.apache.arrow.flight.BackpressureStrategy.CallbackBackpressureStrategy;
import org.apache.arrow.flight.BackpressureStrategy.WaitResult;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.FlightServer;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.Location;
import org.apache.arrow.flight.NoOpFlightProducer;
import org.apache.arrow.flight.Ticket;
import org.apache.arrow.flight.sql.FlightSqlClient;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorLoader;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.VectorUnloader;
import org.apache.arrow.vector.ipc.message.ArrowRecordBatch;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * A Flight server that does nothing but send, to whoever asks for anything, batches that it has in
 * memory: those that a Flight SQL server sent it.
 */
public final class BareFlight extends NoOpFlightProducer {
  private static final int QUEUED_BYTES = 8 << 20;
  private static final long RECHECK_MILLIS = 100;

  private final BufferAllocator allocator;
  private final Schema schema;
  private final List<ArrowRecordBatch> batches;

  private BareFlight(BufferAllocator allocator, Schema schema, List<ArrowRecordBatch> batches) {
    this.allocator = allocator;
    this.schema = schema;
    this.batches = batches;
  }

  /** Serves the answer of the server at a port to a query, until the standard input ends. */
  public static void main(String[] arguments) throws Exception {
    BufferAllocator allocator = new RootAllocator();
    BareFlight producer = fetch(allocator, Integer.parseInt(arguments[0]), arguments[1]);
    FlightServer server =
        FlightServer.builder(allocator, Location.forGrpcInsecure("127.0.0.1", 0), producer)
            .backpressureThreshold(QUEUED_BYTES)
            .build()
            .start();
    serve(server);
  }

  /** Says at which port a server listens, and ends the process with the standard input. */
  static void serve(FlightServer server) throws IOException {
    System.out.println(server.getPort());
    awaitEndOfInput();
    System.exit(0);
  }

  private static void awaitEndOfInput() throws IOException {
    while (System.in.read() >= 0) {}
  }

  private static BareFlight fetch(BufferAllocator allocator, int port, String sql)
      throws Exception {
    List<ArrowRecordBatch> batches = new ArrayList<>();
    // Stays open: the batches are in its memory.
    FlightClient client =
        FlightClient.builder(allocator, Location.forGrpcInsecure("127.0.0.1", port)).build();
    Ticket ticket = new FlightSqlClient(client).execute(sql).getEndpoints().get(0).getTicket();
    try (FlightStream stream = client.getStream(ticket)) {
      while (stream.next()) {
        batches.add(new VectorUnloader(stream.getRoot()).getRecordBatch());
      }
      return new BareFlight(allocator, stream.getSchema(), batches);
    }
  }

  @Override
  public void getStream(CallContext context, Ticket ticket, ServerStreamListener listener) {
    BackpressureStrategy pace = new CallbackBackpressureStrategy();
    pace.register(listener);
    new Thread(() -> send(listener, pace)).start();
  }

  private void send(ServerStreamListener listener, BackpressureStrategy pace) {
    try (VectorSchemaRoot sent = VectorSchemaRoot.create(schema, allocator)) {
      VectorLoader loader = new VectorLoader(sent);
      listener.setUseZeroCopy(true);
      listener.start(sent);
      for (ArrowRecordBatch batch : batches) {
        if (!isReady(pace)) {
          return;
        }
        loader.load(batch);
        listener.putNext();
      }
      listener.completed();
    } catch (RuntimeException e) {
      listener.error(e);
    }
  }

  private static boolean isReady(BackpressureStrategy pace) {
    WaitResult result;
    do {
      result = pace.waitForListener(RECHECK_MILLIS);
    } while (result == WaitResult.TIMEOUT);
    return result == WaitResult.READY;
  }
}
