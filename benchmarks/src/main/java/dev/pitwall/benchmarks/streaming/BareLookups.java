package dev.pitwall.benchmarks.streaming;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import dev.pitwall.benchmarks.online.BoundKeys;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightEndpoint;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.FlightServer;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.Location;
import org.apache.arrow.flight.PutResult;
import org.apache.arrow.flight.Result;
import org.apache.arrow.flight.Ticket;
import org.apache.arrow.flight.sql.FlightSqlClient;
import org.apache.arrow.flight.sql.FlightSqlClient.PreparedStatement;
import org.apache.arrow.flight.sql.NoOpFlightSqlProducer;
import org.apache.arrow.flight.sql.impl.FlightSql.ActionClosePreparedStatementRequest;
import org.apache.arrow.flight.sql.impl.FlightSql.ActionCreatePreparedStatementRequest;
import org.apache.arrow.flight.sql.impl.FlightSql.ActionCreatePreparedStatementResult;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandPreparedStatementQuery;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorLoader;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.VectorUnloader;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.ipc.message.ArrowRecordBatch;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * A Flight SQL server that looks nothing up: it takes keys, and sends what another server once
 * answered to as many. What a lookup takes at least, with Arrow's server as it is.
 */
public final class BareLookups extends NoOpFlightSqlProducer {
  private final BufferAllocator allocator = new RootAllocator();
  private final Map<Integer, ArrowRecordBatch> answers = new HashMap<>();
  private final Map<ByteString, Integer> bound = new ConcurrentHashMap<>();
  private Schema schema;

  private BareLookups() {}

  /**
   * Serves until the standard input ends.
   *
   * @param arguments the port of the server that answers once, its query with one parameter, and
   *     the numbers of keys that may be asked for
   */
  public static void main(String[] arguments) throws Exception {
    BareLookups producer = new BareLookups();
    producer.fetch(
        Integer.parseInt(arguments[0]),
        arguments[1],
        List.of(arguments).subList(2, arguments.length));
    FlightServer server =
        FlightServer.builder(producer.allocator, Location.forGrpcInsecure("127.0.0.1", 0), producer)
            .build()
            .start();
    BareFlight.serve(server);
  }

  private void fetch(int port, String sql, List<String> counts) throws Exception {
    Location origin = Location.forGrpcInsecure("127.0.0.1", port);
    // Stays open: the answers are in its memory.
    FlightSqlClient client = new FlightSqlClient(FlightClient.builder(allocator, origin).build());
    try (PreparedStatement lookup = client.prepare(sql);
        BoundKeys keys = new BoundKeys(allocator)) {
      lookup.setParameters(keys.row());
      for (String count : counts) {
        keys.set(new long[Integer.parseInt(count)]);
        Ticket ticket = lookup.execute().getEndpoints().get(0).getTicket();
        try (FlightStream stream = client.getStream(ticket)) {
          stream.next();
          schema = stream.getSchema();
          answers.put(
              Integer.parseInt(count), new VectorUnloader(stream.getRoot()).getRecordBatch());
        }
      }
    }
  }

  @Override
  public void createPreparedStatement(
      ActionCreatePreparedStatementRequest request,
      CallContext context,
      StreamListener<Result> listener) {
    String handle = UUID.randomUUID().toString();
    Message result =
        ActionCreatePreparedStatementResult.newBuilder()
            .setPreparedStatementHandle(ByteString.copyFrom(handle, StandardCharsets.UTF_8))
            .build();
    listener.onNext(new Result(Any.pack(result).toByteArray()));
    listener.onCompleted();
  }

  @Override
  public void closePreparedStatement(
      ActionClosePreparedStatementRequest request,
      CallContext context,
      StreamListener<Result> listener) {
    bound.remove(request.getPreparedStatementHandle());
    listener.onCompleted();
  }

  @Override
  public Runnable acceptPutPreparedStatementQuery(
      CommandPreparedStatementQuery command,
      CallContext context,
      FlightStream parameters,
      StreamListener<PutResult> listener) {
    return () -> {
      while (parameters.next()) {
        ListVector keys = (ListVector) parameters.getRoot().getVector(0);
        bound.put(command.getPreparedStatementHandle(), keys.getElementEndIndex(0));
      }
      listener.onCompleted();
    };
  }

  @Override
  public FlightInfo getFlightInfoPreparedStatement(
      CommandPreparedStatementQuery command, CallContext context, FlightDescriptor descriptor) {
    Ticket ticket = new Ticket(Any.pack(command).toByteArray());
    return new FlightInfo(schema, descriptor, List.of(new FlightEndpoint(ticket)), -1, -1);
  }

  @Override
  public void getStreamPreparedStatement(
      CommandPreparedStatementQuery command, CallContext context, ServerStreamListener listener) {
    send(bound.get(command.getPreparedStatementHandle()), listener);
  }

  @Override
  public void doExchange(
      CallContext context, FlightStream parameters, ServerStreamListener listener) {
    parameters.next();
    int keys = ((ListVector) parameters.getRoot().getVector(0)).getElementEndIndex(0);
    parameters.next();
    send(keys, listener);
  }

  private void send(int keys, ServerStreamListener listener) {
    try (VectorSchemaRoot sent = VectorSchemaRoot.create(schema, allocator)) {
      listener.start(sent);
      new VectorLoader(sent).load(answers.get(keys));
      listener.putNext();
      listener.completed();
    }
  }
}
