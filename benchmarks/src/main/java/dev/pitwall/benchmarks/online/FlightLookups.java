package dev.pitwall.benchmarks.online;

import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.arrow.flight.FlightGrpcUtils;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.sql.FlightSqlClient;
import org.apache.arrow.flight.sql.FlightSqlClient.PreparedStatement;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;

/** Lookups through a Flight SQL server: one prepared statement, whose parameter is the keys. */
public final class FlightLookups implements LookupClient {
  private final BufferAllocator allocator = new RootAllocator();
  private final FlightSqlClient client;
  private final PreparedStatement lookup;
  private final BoundKeys keys = new BoundKeys(allocator);

  /** Connects, and prepares the lookup in views that the server has. */
  public FlightLookups(ServingViews views, int port) {
    this.client = new FlightSqlClient(FlightGrpcUtils.createFlightClient(allocator, channel(port)));
    this.lookup = client.prepare(views.lookup());
    lookup.setParameters(keys.row());
  }

  private static ManagedChannel channel(int port) {
    return NettyChannelBuilder.forAddress("127.0.0.1", port)
        .usePlaintext()
        .directExecutor()
        .intercept(new UnhurriedStart())
        .build();
  }

  @Override
  public List<List<Object>> answer(long[] wanted) {
    List<List<Object>> rows = new ArrayList<>();
    read(wanted, batch -> AnswerRows.add(batch, rows));
    return rows;
  }

  @Override
  public void fetch(long[] wanted) {
    AtomicInteger rows = new AtomicInteger();
    read(wanted, batch -> rows.addAndGet(batch.getRowCount()));
    if (rows.get() != wanted.length) {
      throw new IllegalStateException(rows + " rows came for " + wanted.length + " keys");
    }
  }

  private void read(long[] wanted, Consumer<VectorSchemaRoot> batches) {
    keys.set(wanted);
    FlightInfo info = lookup.execute();
    try (FlightStream stream = client.getStream(info.getEndpoints().get(0).getTicket())) {
      while (stream.next()) {
        batches.accept(stream.getRoot());
      }
    } catch (Exception e) {
      throw new IllegalStateException("a lookup failed: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    try (allocator;
        keys) {
      lookup.close();
      client.close();
    } catch (Exception e) {
      throw new IllegalStateException("a connection cannot be closed", e);
    }
  }
}
