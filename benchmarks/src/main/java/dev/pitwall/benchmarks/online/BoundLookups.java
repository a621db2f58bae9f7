package dev.pitwall.benchmarks.online;

import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.Ticket;
import org.apache.arrow.flight.sql.FlightSqlClient;
import org.apache.arrow.flight.sql.FlightSqlClient.PreparedStatement;

/** Lookups by the three calls of Flight SQL: to bind keys, to get a ticket, to redeem it. */
public final class BoundLookups extends FlightLookups {
  private final FlightSqlClient client;
  private final PreparedStatement lookup;

  /** Connects, and prepares the lookup in views that the server has. */
  public BoundLookups(ServingViews views, int port) {
    this.client = new FlightSqlClient(FlightConnection.to(port, allocator()));
    this.lookup = client.prepare(views.lookup());
    lookup.setParameters(keys().row());
  }

  @Override
  FlightStream ask() {
    Ticket ticket = lookup.execute().getEndpoints().get(0).getTicket();
    return client.getStream(ticket);
  }

  @Override
  void disconnect() throws Exception {
    lookup.close();
    client.close();
  }
}
