package dev.pitwall.flight.testing;

import static dev.pitwall.testkit.batch.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.pitwall.flight.PitwallServer;
import dev.pitwall.flight.config.ServerConfig;
import dev.pitwall.testkit.batch.Batches;
import dev.pitwall.testkit.batch.Fields;
import dev.pitwall.testkit.engine.TestEngine;
import dev.pitwall.testkit.store.StoreLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.FlightEndpoint;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.Location;
import org.apache.arrow.flight.sql.FlightSqlClient;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** A server on loopback over an engine that it owns, and a client of it. */
public final class LoopbackServer implements AutoCloseable {
  /** How many rows {@code trips} has. */
  public static final int TRIPS = 2_000;

  private final BufferAllocator allocator = new RootAllocator();
  private final TestEngine engine;
  private PitwallServer server;
  private FlightClient flight;
  private FlightSqlClient client;

  /** Starts a server that has the usual limits and lets everyone in. */
  public LoopbackServer(TestEngine engine) {
    this(engine, ServerConfig.onLoopback(0));
  }

  public LoopbackServer(TestEngine engine, ServerConfig config) {
    this.engine = engine;
    start(config);
  }

  /** An engine with a table {@code trips}, whose {@code id} goes up from 0. */
  public static TestEngine trips(Path directory) {
    TestEngine engine = new TestEngine(directory, StoreLayout.regular(64, 3));
    engine.table(
        "trips",
        Fields.schema(Fields.of("id", Fields.BIGINT)),
        LongStream.range(0, TRIPS).mapToObj(id -> row(id)).toList());
    engine.update("CREATE TABLE trips FROM DELTA 'trips'");
    return engine;
  }

  /** Puts a feature view {@code stats} into the online store: of drivers 0 to 49 a note. */
  public static void materializeStats(TestEngine engine) {
    engine.table(
        "stats",
        Fields.schema(
            Fields.of("driver_id", Fields.BIGINT),
            Fields.of("event_ts", Fields.TIMESTAMP),
            Fields.of("note", Fields.VARCHAR)),
        LongStream.range(0, 50).mapToObj(key -> row(key, key, "n" + key)).toList());
    engine.update("CREATE ENTITY driver (driver_id BIGINT)");
    engine.update("CREATE FEATURE VIEW stats ENTITY driver TIMESTAMP event_ts FROM DELTA 'stats'");
    engine.update("MATERIALIZE stats");
  }

  /** Another server over the same engine, and another client of it. */
  public void restart(ServerConfig config) throws Exception {
    client.close();
    server.close();
    start(config);
  }

  public PitwallServer server() {
    return server;
  }

  /** The client of whatever Flight SQL does not have. */
  public FlightClient flight() {
    return flight;
  }

  /** The client, over the connection of {@link #flight}. */
  public FlightSqlClient client() {
    return client;
  }

  /** Another connection, which its owner closes. */
  public FlightClient connect() {
    return FlightClient.builder(allocator, Location.forGrpcInsecure("127.0.0.1", server.port()))
        .build();
  }

  /** What clients keep their batches in. */
  public BufferAllocator allocator() {
    return allocator;
  }

  /** How many bytes the engine and the server hold. */
  public long memory() {
    return engine.engine().allocator().getAllocatedMemory();
  }

  /** Waits until the engine and the server hold no more than so many bytes. */
  public void awaitMemory(long bytes) {
    while (memory() > bytes) {
      Thread.onSpinWait();
    }
  }

  /** Reads an answer to its end. */
  public List<List<Object>> rows(FlightInfo info) {
    return rows(info.getEndpoints().get(0));
  }

  /** Reads an answer to its end. */
  public List<List<Object>> rows(FlightEndpoint endpoint) {
    List<List<Object>> rows = new ArrayList<>();
    read(endpoint, batch -> rows.addAll(Batches.rows(batch)));
    return rows;
  }

  /** Reads an answer to its end, and counts its rows. */
  public long count(FlightInfo info) {
    long[] rows = new long[1];
    read(info.getEndpoints().get(0), batch -> rows[0] += batch.getRowCount());
    return rows[0];
  }

  /** What the server says to a call, without the errors of its own that a client puts around. */
  public static FlightRuntimeException refusal(ThrowingCallable call) {
    return refusal(catchThrowable(call));
  }

  /** What the server said, without the errors of its own that a client puts around. */
  public static FlightRuntimeException refusal(Throwable thrown) {
    FlightRuntimeException said = null;
    for (Throwable each = thrown; each != null; each = each.getCause()) {
      said = each instanceof FlightRuntimeException flight ? flight : said;
    }
    assertThat(said).as("what was thrown: %s", thrown).isNotNull();
    return said;
  }

  private void read(FlightEndpoint endpoint, Consumer<VectorSchemaRoot> batches) {
    try (FlightStream stream = client.getStream(endpoint.getTicket())) {
      while (stream.next()) {
        batches.accept(stream.getRoot());
      }
    } catch (FlightRuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private void start(ServerConfig config) {
    server = PitwallServer.start(config, engine.engine());
    flight = connect();
    client = new FlightSqlClient(flight);
  }

  @Override
  public void close() throws Exception {
    client.close();
    server.close();
    engine.close();
    allocator.close();
  }
}
