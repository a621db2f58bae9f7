package dev.pitwall.benchmarks.online;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import org.apache.arrow.flight.Action;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.FlightClient.ClientStreamListener;
import org.apache.arrow.flight.FlightClient.ExchangeReaderWriter;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.sql.FlightSqlUtils;
import org.apache.arrow.flight.sql.impl.FlightSql.ActionCreatePreparedStatementRequest;
import org.apache.arrow.flight.sql.impl.FlightSql.ActionCreatePreparedStatementResult;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandPreparedStatementQuery;

/** Lookups by one call each, DoExchange: keys are sent, features come back. */
public final class ExchangedLookups extends FlightLookups {
  private final FlightClient client;
  private final FlightDescriptor lookup;

  /** Connects, and prepares the lookup in views that the server has. */
  public ExchangedLookups(ServingViews views, int port) {
    this.client = FlightConnection.to(port, allocator());
    this.lookup = FlightDescriptor.command(Any.pack(prepare(views.lookup())).toByteArray());
  }

  private CommandPreparedStatementQuery prepare(String sql) {
    ActionCreatePreparedStatementRequest request =
        ActionCreatePreparedStatementRequest.newBuilder().setQuery(sql).build();
    String type = FlightSqlUtils.FLIGHT_SQL_CREATE_PREPARED_STATEMENT.getType();
    byte[] result =
        client.doAction(new Action(type, Any.pack(request).toByteArray())).next().getBody();
    try {
      return CommandPreparedStatementQuery.newBuilder()
          .setPreparedStatementHandle(
              Any.parseFrom(result)
                  .unpack(ActionCreatePreparedStatementResult.class)
                  .getPreparedStatementHandle())
          .build();
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("the statement was not prepared", e);
    }
  }

  @Override
  FlightStream ask() {
    ExchangeReaderWriter call = client.doExchange(lookup);
    ClientStreamListener writer = call.getWriter();
    writer.start(keys().row());
    writer.putNext();
    writer.completed();
    return call.getReader();
  }

  @Override
  void disconnect() throws Exception {
    client.close();
  }
}
