package dev.pitwall.monitoring;

import dev.pitwall.core.cache.CacheStatistics;
import dev.pitwall.core.query.FeatureQueryEngine;
import dev.pitwall.core.session.StatementRecord;
import dev.pitwall.core.session.StatementState;
import dev.pitwall.flight.PitwallServer;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;

/** What the server counts, under the names of Prometheus. Thread-safe. */
public final class ServerMetrics implements AutoCloseable {
  /** The bounds of the durations that are counted: from a lookup's to a large training set's. */
  private static final Duration[] BOUNDS = {
    Duration.ofMillis(1),
    Duration.ofMillis(2),
    Duration.ofMillis(5),
    Duration.ofMillis(10),
    Duration.ofMillis(25),
    Duration.ofMillis(100),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofSeconds(5),
    Duration.ofSeconds(30),
    Duration.ofMinutes(2),
    Duration.ofMinutes(10)
  };

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics collections = new JvmGcMetrics();
  private final Set<String> caches = ConcurrentHashMap.newKeySet();
  private final StoreMetrics stores;
  private final FeatureQueryEngine engine;
  private final PitwallServer server;

  /** Begins to count what an engine and its server do. */
  public ServerMetrics(FeatureQueryEngine engine, PitwallServer server) {
    this.engine = Objects.requireNonNull(engine, "engine");
    this.server = Objects.requireNonNull(server, "server");
    this.stores = new StoreMetrics(registry, engine);
    bindJvm();
    bindServer();
    engine.tellRuns(this::count);
  }

  /** All of it now, in Prometheus' text format. */
  String text() {
    engine.caches().forEach(this::bind);
    stores.update();
    return registry.scrape();
  }

  @Override
  public void close() {
    collections.close();
    registry.close();
  }

  private void bindJvm() {
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ClassLoaderMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
    collections.bindTo(registry);
  }

  private void bindServer() {
    gauge("pitwall.queries.running", "Statements that run", ServerMetrics::running);
    gauge("pitwall.sessions.open", "Sessions of clients", m -> m.engine.sessions().size());
    gauge("pitwall.flight.streams.active", "Answers being sent", m -> m.server.activeStreams());
    Gauge.builder(
            "pitwall.memory.reserved", engine, e -> (double) e.allocator().getAllocatedMemory())
        .description("Arrow memory of all statements and sessions")
        .baseUnit("bytes")
        .register(registry);
    Gauge.builder("pitwall.memory.limit", engine, e -> (double) e.allocator().getLimit())
        .description("What limits.memory allows")
        .baseUnit("bytes")
        .register(registry);
  }

  private void gauge(String name, String what, ToDoubleFunction<ServerMetrics> value) {
    Gauge.builder(name, this, value).description(what).register(registry);
  }

  private double running() {
    return engine.runs().stream().filter(run -> run.state() == StatementState.RUNNING).count();
  }

  private void count(StatementRecord run) {
    String kind = lower(run.kind());
    Timer.builder("pitwall.query.duration")
        .description("Time of statements from their start to the end of their answer")
        .tag("kind", kind)
        .tag("status", lower(run.state()))
        .serviceLevelObjectives(BOUNDS)
        .register(registry)
        .record(run.elapsed());
    Counter.builder("pitwall.query.rows")
        .description("Rows of answers, and rows changed")
        .tag("kind", kind)
        .register(registry)
        .increment(run.rows());
    Counter.builder("pitwall.query.read")
        .description("Bytes that statements read from tables, before decompression")
        .baseUnit("bytes")
        .tag("kind", kind)
        .register(registry)
        .increment(run.progress().bytesRead());
  }

  /** Caches come with the views that are cached. */
  private void bind(CacheStatistics cache) {
    String name = cache.cache();
    if (!caches.add(name)) {
      return;
    }
    requests(name, "hit", CacheStatistics::hits);
    requests(name, "miss", CacheStatistics::misses);
    Gauge.builder("pitwall.cache.entries", engine, e -> of(e, name, CacheStatistics::entries))
        .description("Entries that are kept")
        .tag("cache", name)
        .register(registry);
  }

  private void requests(String name, String result, ToDoubleFunction<CacheStatistics> value) {
    FunctionCounter.builder("pitwall.cache.requests", engine, e -> of(e, name, value))
        .description("What was asked of the cache")
        .tag("cache", name)
        .tag("result", result)
        .register(registry);
  }

  private static double of(
      FeatureQueryEngine engine, String name, ToDoubleFunction<CacheStatistics> value) {
    return engine.caches().stream()
        .filter(cache -> cache.cache().equals(name))
        .mapToDouble(value)
        .findFirst()
        .orElse(0);
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
