package dev.pitwall.monitoring;

import static dev.pitwall.testkit.batch.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pitwall.core.config.EngineConfig;
import dev.pitwall.core.config.EngineConfig.RegistryConfig;
import dev.pitwall.core.query.result.QueryResult;
import dev.pitwall.flight.PitwallServer;
import dev.pitwall.flight.config.ServerConfig;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.testkit.batch.Fields;
import dev.pitwall.testkit.engine.TestEngine;
import dev.pitwall.testkit.store.MemoryOnlineStore;
import dev.pitwall.testkit.store.StoreLayout;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.vector.types.pojo.Schema;
import org.h2.tools.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MonitoringTest {
  private static final Schema STATS =
      Fields.schema(Fields.of("id", Fields.BIGINT), Fields.of("event_ts", Fields.TIMESTAMP_LTZ));

  private final HttpClient http = HttpClient.newHttpClient();
  @TempDir private Path directory;
  private TestEngine engine;
  private PitwallServer server;
  private Monitoring monitoring;
  private int port;

  @BeforeEach
  void start() {
    engine = new TestEngine(directory, StoreLayout.regular(4, 3));
    server = PitwallServer.start(ServerConfig.onLoopback(0), engine.engine());
    monitoring = new Monitoring(engine.engine());
    port = monitoring.start(new MonitoringConfig(MonitoringConfig.LOOPBACK, 0), server);
  }

  @AfterEach
  void stop() {
    server.close();
    monitoring.close();
    engine.close();
  }

  @Test
  void aServerThatStopsIsAliveAndNotReady() throws Exception {
    assertThat(get("/livez").statusCode()).isEqualTo(200);
    assertThat(get("/readyz").statusCode()).isEqualTo(200);
    monitoring.drain();
    assertThat(get("/livez").statusCode()).isEqualTo(200);
    assertThat(get("/readyz").statusCode()).isEqualTo(503);
    assertThat(get("/readyz").body()).isEqualTo("not ready: the server is stopping\n");
  }

  @Test
  void statementsAreCountedByKindAndStatus() throws Exception {
    engine.rows("SELECT n FROM (VALUES 1, 2, 3) AS t (n)");
    engine.rows("SELECT n FROM (VALUES 1, 2, 3) AS t (n)");
    assertThat(catchThrowable(() -> engine.rows("SELECT nothing"))).isNotNull();
    engine.update("CREATE TEMPORARY TABLE t AS SELECT 1 AS n");
    String metrics = get("/metrics").body();
    assertThat(metrics.lines())
        .contains(
            "pitwall_query_duration_seconds_count{kind=\"query\",status=\"finished\"} 2",
            "pitwall_query_duration_seconds_count{kind=\"unplanned\",status=\"failed\"} 1",
            "pitwall_query_duration_seconds_count{kind=\"definition\",status=\"finished\"} 1",
            "pitwall_query_duration_seconds_bucket{kind=\"query\",status=\"finished\",le=\"+Inf\"} 2",
            "pitwall_query_rows_total{kind=\"query\"} 6.0",
            "pitwall_cache_requests_total{cache=\"plans\",result=\"hit\"} 1.0",
            "pitwall_sessions_open 1.0",
            "pitwall_flight_streams_active 0.0",
            "pitwall_queries_running 0.0");
    assertThat(metrics)
        .contains(
            "pitwall_memory_reserved_bytes ",
            "pitwall_memory_limit_bytes ",
            "jvm_memory_used_bytes{");
  }

  @Test
  void theAgeOfWhatIsOnlineIsToldWhileThereIsTheView() throws Exception {
    engine.table("stats", STATS, List.of(row(1L, 5L)));
    engine.update("CREATE ENTITY thing (id BIGINT)");
    engine.update("CREATE FEATURE VIEW stats ENTITY thing TIMESTAMP event_ts FROM DELTA 'stats'");
    String age = "pitwall_feature_view_watermark_age_seconds{view=\"stats\"} ";
    assertThat(get("/metrics").body()).doesNotContain(age);
    engine.update("MATERIALIZE stats TO TIMESTAMP '2026-01-01 00:00:00'");
    long hours = Duration.between(Instant.parse("2026-01-01T00:00:00Z"), Instant.now()).toHours();
    String line = get("/metrics").body().lines().filter(l -> l.startsWith(age)).findFirst().get();
    assertThat(Double.parseDouble(line.substring(age.length())) / 3_600)
        .isBetween((double) hours, hours + 2.0);
    engine.update("DROP FEATURE VIEW stats");
    assertThat(get("/metrics").body()).doesNotContain(age);
  }

  @Test
  void bytesThatWereReadAreCounted() throws Exception {
    engine.table("trips", Fields.schema(Fields.of("id", Fields.BIGINT)), List.of(row(1L)));
    engine.update("CREATE TABLE trips FROM DELTA 'trips'");
    engine.rows("SELECT id FROM trips");
    assertThat(get("/metrics").body().lines())
        .anyMatch(line -> line.matches("pitwall_query_read_bytes_total\\{kind=\"query\"} [1-9].*"));
  }

  @Test
  void whatRunsNowIsTold() throws Exception {
    try (QueryResult running =
        engine.engine().execute(engine.session(), "SELECT n FROM (VALUES 1, 2) AS t (n)")) {
      assertThat(running.schema().getFields()).hasSize(1);
      assertThat(get("/metrics").body().lines()).contains("pitwall_queries_running 1.0");
    }
    assertThat(get("/metrics").body().lines())
        .contains(
            "pitwall_queries_running 0.0",
            "pitwall_query_duration_seconds_count{kind=\"query\",status=\"cancelled\"} 1");
  }

  @Test
  void anythingElseIsRefused() throws Exception {
    assertThat(get("/").statusCode()).isEqualTo(404);
    assertThat(get("/metrics/more").statusCode()).isEqualTo(404);
    HttpRequest post =
        HttpRequest.newBuilder(page("/metrics")).POST(BodyPublishers.ofString("x")).build();
    assertThat(http.send(post, BodyHandlers.ofString()).statusCode()).isEqualTo(405);
    HttpRequest head =
        HttpRequest.newBuilder(page("/livez")).method("HEAD", BodyPublishers.noBody()).build();
    assertThat(http.send(head, BodyHandlers.ofString()).body()).isEmpty();
  }

  @Test
  void requestsThatAreSentHalfKeepNobodyFromAnAnswer() throws Exception {
    List<Socket> halves = new ArrayList<>();
    try {
      for (int i = 0; i < 20; i++) {
        Socket half = new Socket(MonitoringConfig.LOOPBACK, port);
        halves.add(half);
        half.getOutputStream().write("GET /livez".getBytes(StandardCharsets.US_ASCII));
      }
      assertThat(get("/livez").statusCode()).isEqualTo(200);
    } finally {
      for (Socket half : halves) {
        half.close();
      }
    }
  }

  /** The registry is what the ages of views are asked of. */
  @Test
  void whatIsCountedHereIsToldWithoutTheRegistry() throws Exception {
    Server database =
        Server.createTcpServer(
            "-tcpPort", "0", "-ifNotExists", "-baseDir", directory.resolve("h2").toString());
    database.start();
    EngineConfig usual = EngineConfig.inDirectory(directory.resolve("away"));
    String url = "jdbc:h2:tcp://127.0.0.1:" + database.getPort() + "/./registry";
    try (TestEngine away =
            new TestEngine(
                new EngineConfig(
                    usual.dataDirectory(),
                    new RegistryConfig(url, Optional.empty(), Optional.empty()),
                    usual.onlineStore(),
                    usual.limits(),
                    usual.stores()),
                StoreLayout.regular(4, 3),
                new MemoryOnlineStore());
        ServerMetrics metrics = new ServerMetrics(away.engine(), server)) {
      away.update("CREATE ENTITY thing (id BIGINT)");
      away.table("stats", STATS, List.of(row(1L, 5L)));
      away.update("CREATE FEATURE VIEW stats ENTITY thing TIMESTAMP event_ts FROM DELTA 'stats'");
      away.update("MATERIALIZE stats TO TIMESTAMP '2026-01-01 00:00:00'");
      assertThat(metrics.text()).contains("view=\"stats\"");
      database.stop();
      assertThat(metrics.text()).contains("pitwall_sessions_open 1.0").doesNotContain("\"stats\"");
    } finally {
      database.stop();
    }
  }

  @Test
  void aPortThatIsTakenIsAnErrorThatNamesTheKey() {
    assertThat(refused(MonitoringConfig.LOOPBACK, port, ErrorCode.ADDRESS_IN_USE))
        .endsWith("another process does; choose another metrics.port");
  }

  /** The first is kept for documents (RFC 5737), the second for names that nobody has. */
  @Test
  void anAddressOfAnotherMachineIsNoAddressInUse() {
    assertThat(refused("192.0.2.1", 0, ErrorCode.INVALID_CONFIGURATION))
        .isEqualTo(
            "cannot listen on 192.0.2.1:0: that is no address of this machine; set metrics.host to"
                + " one that is, such as 127.0.0.1, or to 0.0.0.0 for all");
    assertThat(refused("pitwall.invalid", 0, ErrorCode.INVALID_CONFIGURATION))
        .startsWith("cannot listen on pitwall.invalid:0: no address of that name is known; set");
  }

  private String refused(String host, int taken, ErrorCode code) {
    try (Monitoring second = new Monitoring(engine.engine())) {
      PitwallException error =
          catchThrowableOfType(
              PitwallException.class,
              () -> second.start(new MonitoringConfig(host, taken), server));
      assertThat(error.code()).isEqualTo(code);
      return error.getMessage();
    }
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return http.send(HttpRequest.newBuilder(page(path)).build(), BodyHandlers.ofString());
  }

  private URI page(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }
}
