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
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;

/** Lookups through a Flight SQL server: a statement for each batch of keys. */
final class FlightLookups implements LookupClient {
  private final ServingViews views;
  private final BufferAllocator allocator = new RootAllocator();
  private final FlightSqlClient client;

  FlightLookups(ServingViews views, int port) {
    this.views = views;
    this.client =
        new FlightSqlClient(
            FlightClient.builder(allocator, Location.forGrpcInsecure("127.0.0.1", port)).build());
  }

  /** Runs any statement; gives its rows. */
  List<List<Object>> rows(String sql) {
    List<List<Object>> rows = new ArrayList<>();
    try (FlightStream stream = open(sql)) {
      while (stream.next()) {
        add(stream.getRoot(), rows);
      }
      return rows;
    } catch (Exception e) {
      throw new IllegalStateException("a statement failed: " + e.getMessage(), e);
    }
  }

  private static void add(VectorSchemaRoot batch, List<List<Object>> rows) {
    for (int row = 0; row < batch.getRowCount(); row++) {
      List<Object> values = new ArrayList<>();
      for (FieldVector vector : batch.getFieldVectors()) {
        values.add(vector.getObject(row));
      }
      rows.add(values);
    }
  }

  @Override
  public List<List<Object>> answer(long[] keys) {
    return rows(views.lookup(keys));
  }

  @Override
  public void fetch(long[] keys) {
    int rows = 0;
    try (FlightStream stream = open(views.lookup(keys))) {
      while (stream.next()) {
        rows += stream.getRoot().getRowCount();
      }
    } catch (Exception e) {
      throw new IllegalStateException("a lookup failed: " + e.getMessage(), e);
    }
    if (rows != keys.length) {
      throw new IllegalStateException(rows + " rows came for " + keys.length + " keys");
    }
  }

  private FlightStream open(String sql) {
    FlightInfo info = client.execute(sql);
    return client.getStream(info.getEndpoints().get(0).getTicket());
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
