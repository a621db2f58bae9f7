package dev.pitwall.benchmarks.online;

import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.Location;
import org.apache.arrow.flight.sql.FlightSqlClient;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;

/** Runs statements on a server, one after the other. */
final class Statements implements AutoCloseable {
  private final BufferAllocator allocator = new RootAllocator();
  private final FlightSqlClient client;

  Statements(int port) {
    this.client =
        new FlightSqlClient(
            FlightClient.builder(allocator, Location.forGrpcInsecure("127.0.0.1", port)).build());
  }

  /** Runs a statement; gives its rows. */
  List<List<Object>> rows(String sql) {
    List<List<Object>> rows = new ArrayList<>();
    FlightInfo info = client.execute(sql);
    try (FlightStream stream = client.getStream(info.getEndpoints().get(0).getTicket())) {
      while (stream.next()) {
        AnswerRows.add(stream.getRoot(), rows);
      }
      return rows;
    } catch (Exception e) {
      throw new IllegalStateException("a statement failed: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    try (allocator) {
      client.close();
    } catch (Exception e) {
      throw new IllegalStateException("a connection cannot be closed", e);
    }
  }
}
