package dev.pitwall.jdbc.server;

import static dev.pitwall.testkit.batch.Batches.row;

import dev.pitwall.core.config.EngineConfig;
import dev.pitwall.core.query.FeatureQueryEngine;
import dev.pitwall.core.query.result.QueryResult;
import dev.pitwall.core.session.QuerySession;
import dev.pitwall.flight.PitwallServer;
import dev.pitwall.flight.config.ServerConfig;
import dev.pitwall.flight.config.SessionLimits;
import dev.pitwall.flight.config.StreamLimits;
import dev.pitwall.spi.model.SourceFormat;
import dev.pitwall.spi.model.TableSource;
import dev.pitwall.spi.offline.OfflineStore;
import dev.pitwall.spi.offline.TableWriter;
import dev.pitwall.spi.offline.WriteRequest;
import dev.pitwall.spi.plugin.OfflineStorePlugin;
import dev.pitwall.spi.plugin.StoreContext;
import dev.pitwall.testkit.batch.Batches;
import dev.pitwall.testkit.batch.Bytes;
import dev.pitwall.testkit.batch.Fields;
import dev.pitwall.testkit.client.ClientMatrix;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * A server with a few Delta tables: {@code everything} has a column of each type, a row of values
 * and a row of NULLs; {@code driver_stats} is a feature view and {@code trips} a spine for it.
 */
final class TestServer implements AutoCloseable {
  /** Microseconds: 2024-03-10 09:30:00.123456 in UTC. */
  static final long INSTANT = 1_710_063_000_123_456L;

  /** A query that nobody waits for. */
  static final String ENDLESS =
      "WITH d AS (SELECT * FROM (VALUES (0), (1), (2), (3), (4), (5), (6), (7), (8), (9)) AS t(x))"
          + " SELECT COUNT(*) FROM d a, d b, d c, d e, d f, d g, d h, d i, d j, d k, d l, d m"
          + " WHERE a.x + b.x + c.x + e.x + f.x + g.x + h.x + i.x + j.x + k.x + l.x + m.x > 1";

  private final FeatureQueryEngine engine;
  private final QuerySession session;
  private final ServerConfig config;
  private PitwallServer server;

  /** Starts a server that lets everyone in. */
  TestServer(Path home) {
    this(home, Map.of());
  }

  TestServer(Path home, Map<String, String> users) {
    this(home, config(users));
  }

  TestServer(Path home, ServerConfig config) {
    this.config = config;
    createTables(home);
    engine = FeatureQueryEngine.open(EngineConfig.inDirectory(home));
    session = engine.openSession("test");
    run("CREATE TABLE everything FROM DELTA '" + home.resolve("everything") + "'");
    run("CREATE TABLE trips FROM DELTA '" + home.resolve("trips") + "'");
    run("CREATE ENTITY driver (driver_id BIGINT)");
    run(
        "CREATE FEATURE VIEW driver_stats ENTITY driver TIMESTAMP event_ts FROM DELTA '"
            + home.resolve("driver_stats")
            + "'");
    run("MATERIALIZE driver_stats");
    server = PitwallServer.start(config, engine);
  }

  /** Answers that nobody reads are not waited for when the server stops. */
  private static ServerConfig config(Map<String, String> users) {
    StreamLimits limits = StreamLimits.defaults();
    return new ServerConfig(
        "127.0.0.1",
        0,
        users,
        SessionLimits.defaults(),
        new StreamLimits(
            limits.batchBytes(),
            limits.batchRows(),
            limits.queuedBytes(),
            limits.concurrent(),
            Duration.ofMillis(100)));
  }

  String url() {
    return "jdbc:pitwall://127.0.0.1:" + server.port();
  }

  Connection connect() throws SQLException {
    return DriverManager.getConnection(url());
  }

  /** Bytes that the engine and the server hold. */
  long allocated() {
    return engine.allocator().getAllocatedMemory();
  }

  /** Ends the server and leaves the engine; may be called twice. */
  void stopServer() {
    server.close();
  }

  /** Ends the server, and starts another at the same port. */
  void restartServer() {
    int port = server.port();
    server.close();
    server = PitwallServer.start(config.withPort(port), engine);
  }

  @Override
  public void close() {
    try (engine;
        session) {
      server.close();
    }
  }

  void define(ClientMatrix matrix, Path home) {
    matrix.define(engine, home);
  }

  void run(String sql) {
    try (QueryResult result = engine.execute(session, sql)) {
      VectorSchemaRoot batch;
      while ((batch = result.next()) != null) {
        batch.close();
      }
    }
  }

  private static void createTables(Path home) {
    List<Object> values =
        row(
            1L,
            true,
            Byte.MAX_VALUE,
            Short.MIN_VALUE,
            Integer.MAX_VALUE,
            Long.MIN_VALUE,
            0.5f,
            Math.PI,
            new BigDecimal("-1234567890123456.7891"),
            "Grüße, 世界",
            Bytes.of((byte) 0, (byte) -1),
            19_792L,
            INSTANT,
            List.of(1.5, 2.5),
            Map.of("k", 7L));
    List<Object> nulls = new ArrayList<>(Collections.nCopies(values.size(), null));
    nulls.set(0, 2L);
    create(home, "everything", everything(), values, nulls);
    create(
        home,
        "driver_stats",
        Fields.schema(
            Fields.of("driver_id", Fields.BIGINT),
            Fields.of("event_ts", Fields.TIMESTAMP_LTZ),
            Fields.of("rate", Fields.DOUBLE)),
        row(1L, INSTANT, 0.5));
    create(
        home,
        "trips",
        Fields.schema(
            Fields.of("driver_id", Fields.BIGINT), Fields.of("at_ts", Fields.TIMESTAMP_LTZ)),
        row(1L, INSTANT + 1));
  }

  private static Schema everything() {
    return Fields.schema(
        Fields.of("id", Fields.BIGINT),
        Fields.of("flag", Fields.BOOLEAN),
        Fields.of("tiny", Fields.TINYINT),
        Fields.of("small", Fields.SMALLINT),
        Fields.of("whole", Fields.INTEGER),
        Fields.of("big", Fields.BIGINT),
        Fields.of("single", Fields.REAL),
        Fields.of("twice", Fields.DOUBLE),
        Fields.of("price", Fields.decimal(20, 4)),
        Fields.of("name", Fields.VARCHAR),
        Fields.of("bytes", Fields.VARBINARY),
        Fields.of("born", Fields.DATE),
        Fields.of("moment", Fields.TIMESTAMP_LTZ),
        Fields.list("list", Fields.DOUBLE),
        Fields.map("map", Fields.VARCHAR, Fields.BIGINT));
  }

  @SafeVarargs
  private static void create(Path home, String name, Schema schema, List<Object>... rows) {
    TableSource source =
        new TableSource(SourceFormat.DELTA, home.resolve(name).toString(), Map.of());
    WriteRequest request = new WriteRequest(source, schema, List.of(), WriteRequest.Mode.CREATE);
    try (BufferAllocator allocator = new RootAllocator();
        OfflineStore store = deltaStore(home);
        TableWriter writer = store.write(request, allocator);
        VectorSchemaRoot batch = Batches.of(allocator, schema, Arrays.asList(rows))) {
      writer.append(batch);
      writer.commit();
    }
  }

  private static OfflineStore deltaStore(Path home) {
    for (OfflineStorePlugin plugin : ServiceLoader.load(OfflineStorePlugin.class)) {
      if (plugin.formats().contains(SourceFormat.DELTA)) {
        return plugin.open(new StoreContext(home, Map.of()));
      }
    }
    throw new IllegalStateException("no store for Delta tables is on the class path");
  }
}
