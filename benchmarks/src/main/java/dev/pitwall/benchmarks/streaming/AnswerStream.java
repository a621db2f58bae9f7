package dev.pitwall.benchmarks.streaming;

import dev.pitwall.benchmarks.online.PitwallProcess;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.Location;
import org.apache.arrow.flight.Ticket;
import org.apache.arrow.flight.sql.FlightSqlClient;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;

/** A connection to a server, over which the same answer is read again and again. */
public final class AnswerStream implements AutoCloseable {
  private final BufferAllocator allocator = new RootAllocator();
  private final FlightClient client;
  private final Function<FlightClient, Ticket> ticketing;
  private final ProcessHandle server;

  private AnswerStream(int port, ProcessHandle server, Function<FlightClient, Ticket> ticketing) {
    this.client =
        FlightClient.builder(allocator, Location.forGrpcInsecure("127.0.0.1", port)).build();
    this.ticketing = ticketing;
    this.server = server;
  }

  /**
   * The answer to a query.
   *
   * @param preparation statements that the connection runs first
   */
  public static AnswerStream of(PitwallProcess server, List<String> preparation, String query) {
    AnswerStream stream =
        new AnswerStream(server.port(), server.handle(), client -> ticket(client, query));
    preparation.forEach(sql -> stream.read(ticket(stream.client, sql), batch -> {}));
    return stream;
  }

  /** What a bare server sends. */
  public static AnswerStream of(BareFlightProcess server) {
    return new AnswerStream(server.port(), server.handle(), client -> new Ticket(new byte[0]));
  }

  /** Reads the answer to its end. */
  public StreamTime time() {
    Duration before = processorTime();
    long start = System.nanoTime();
    long[] count = new long[2];
    read(
        ticketing.apply(client),
        batch -> {
          count[0] += batch.getRowCount();
          count[1] += batch.getFieldVectors().stream().mapToLong(FieldVector::getBufferSize).sum();
        });
    double seconds = (System.nanoTime() - start) / 1e9;
    double processorSeconds = processorTime().minus(before).toNanos() / 1e9;
    return new StreamTime(count[0], count[1], seconds, processorSeconds);
  }

  /** The sum of the first column, a BIGINT without NULLs, by which answers are compared. */
  public long sumOfKeys() {
    long[] sum = new long[1];
    read(
        ticketing.apply(client),
        batch -> {
          BigIntVector keys = (BigIntVector) batch.getVector(0);
          for (int row = 0; row < batch.getRowCount(); row++) {
            sum[0] += keys.get(row);
          }
        });
    return sum[0];
  }

  private void read(Ticket ticket, Consumer<VectorSchemaRoot> batches) {
    try (FlightStream stream = client.getStream(ticket)) {
      while (stream.next()) {
        batches.accept(stream.getRoot());
      }
    } catch (Exception e) {
      throw new IllegalStateException("an answer broke off: " + e.getMessage(), e);
    }
  }

  private static Ticket ticket(FlightClient client, String sql) {
    return new FlightSqlClient(client).execute(sql).getEndpoints().get(0).getTicket();
  }

  private Duration processorTime() {
    return server.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  @Override
  public void close() {
    try (allocator) {
      client.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
