package dev.pitwall.monitoring;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.pitwall.flight.error.ListenErrors;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.thread.DaemonThreads;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Tells health and metrics over HTTP: {@code /livez}, {@code /readyz} and {@code /metrics}. */
public final class MonitoringServer implements AutoCloseable {
  /**
   * A request that is not sent whole, or asks a store that is slow, holds a thread; whether the
   * process lives must be told all the same.
   */
  private static final int THREADS = 100;

  private static final int IDLE_SECONDS = 10;

  private static final String TEXT = "text/plain; charset=utf-8";
  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

  static {
    // In seconds. Without them the JDK's server waits for a client without end, and it reads them
    // from nowhere else.
    setUnlessSet("sun.net.httpserver.maxReqTime", "5");
    setUnlessSet("sun.net.httpserver.maxRspTime", "60");
  }

  private final HttpServer http;
  private final ExecutorService threads;

  private MonitoringServer(HttpServer http, ExecutorService threads) {
    this.http = http;
    this.threads = threads;
  }

  /**
   * Starts to listen.
   *
   * @param metrics stay the caller's to close
   * @throws PitwallException ADDRESS_IN_USE or INVALID_CONFIGURATION when the address cannot be
   *     listened on
   */
  public static MonitoringServer start(
      MonitoringConfig config, Readiness readiness, ServerMetrics metrics) {
    Map<String, Supplier<Page>> pages =
        Map.of(
            "/livez", () -> Page.ok(TEXT, "ok\n"),
            "/readyz", () -> ready(readiness),
            "/metrics", () -> Page.ok(PROMETHEUS, metrics.text()));
    try {
      HttpServer http = HttpServer.create(new InetSocketAddress(config.host(), config.port()), 0);
      ExecutorService threads = newThreads();
      http.setExecutor(threads);
      http.createContext("/", exchange -> answer(exchange, pages));
      http.start();
      return new MonitoringServer(http, threads);
    } catch (IOException e) {
      throw ListenErrors.of("metrics", config.host(), config.port(), e);
    }
  }

  /** The port that is listened on. */
  public int port() {
    return http.getAddress().getPort();
  }

  @Override
  public void close() {
    http.stop(0);
    threads.shutdownNow();
  }

  private static void setUnlessSet(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }

  /** As many as are busy; the thread that takes connections waits when all are. */
  private static ExecutorService newThreads() {
    return new ThreadPoolExecutor(
        0,
        THREADS,
        IDLE_SECONDS,
        TimeUnit.SECONDS,
        new SynchronousQueue<>(),
        new DaemonThreads("pitwall-monitoring"),
        new ThreadPoolExecutor.CallerRunsPolicy());
  }

  private static Page ready(Readiness readiness) {
    return readiness
        .obstacle()
        .map(why -> new Page(503, TEXT, "not ready: " + why + "\n"))
        .orElseGet(() -> Page.ok(TEXT, "ok\n"));
  }

  private static void answer(HttpExchange exchange, Map<String, Supplier<Page>> pages)
      throws IOException {
    try (exchange) {
      page(exchange, pages).send(exchange);
    }
  }

  private static Page page(HttpExchange exchange, Map<String, Supplier<Page>> pages) {
    Supplier<Page> page = pages.get(exchange.getRequestURI().getPath());
    String method = exchange.getRequestMethod();
    if (page == null) {
      return new Page(404, TEXT, "there are /livez, /readyz and /metrics\n");
    } else if (!method.equals("GET") && !method.equals("HEAD")) {
      return new Page(405, TEXT, "only GET and HEAD\n");
    }
    return page.get();
  }

  private record Page(int status, String type, String text) {
    static Page ok(String type, String text) {
      return new Page(200, type, text);
    }

    void send(HttpExchange exchange) throws IOException {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      boolean isHead = exchange.getRequestMethod().equals("HEAD");
      exchange.getResponseHeaders().set("Content-Type", type);
      exchange.sendResponseHeaders(status, isHead ? -1 : bytes.length);
      if (!isHead) {
        exchange.getResponseBody().write(bytes);
      }
    }
  }
}
