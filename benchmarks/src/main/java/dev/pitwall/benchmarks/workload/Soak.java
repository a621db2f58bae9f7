package dev.pitwall.benchmarks.workload;

import dev.pitwall.benchmarks.data.EntityChoice;
import dev.pitwall.benchmarks.harness.Figures;
import dev.pitwall.benchmarks.online.KeyDraw;
import dev.pitwall.benchmarks.online.Percentiles;
import dev.pitwall.benchmarks.online.PitwallProcess;
import dev.pitwall.benchmarks.online.ServingViews;
import dev.pitwall.benchmarks.protocol.PointInTimeQuery;
import dev.pitwall.benchmarks.runner.PitwallSql;
import dev.pitwall.benchmarks.soak.Clients;
import dev.pitwall.benchmarks.soak.Failures;
import dev.pitwall.benchmarks.soak.LargeQueries;
import dev.pitwall.benchmarks.soak.LargeQuery;
import dev.pitwall.benchmarks.soak.ServerMeter;
import dev.pitwall.benchmarks.soak.ServerUse;
import dev.pitwall.testkit.redis.RedisServer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/**
 * Many clients of one server for minutes: most look keys up, some scan and join. Fails when one of
 * them meets an error, or when the server holds anything for them after they are gone.
 */
public final class Soak implements Workload {
  /** One client of so many asks for large answers. */
  private static final int SHARE = 16;

  private static final int BATCH = 10;

  /** A server compiles what a lookup runs through for about as long, on two cores. */
  private static final int WARM_UPS = 4;

  /** What is not back by then is held for good. */
  private static final double PATIENCE_SECONDS = 120;

  private final double idleSeconds;
  private final double settleSeconds;

  /** Looks up for half a minute first, and settles for longer than idle threads are kept. */
  public Soak() {
    this(30, 15);
  }

  /**
   * Prepares.
   *
   * @param idleSeconds how long there are lookups alone, for the latency to compare with
   * @param settleSeconds in which the server is found to hold the least
   */
  Soak(double idleSeconds, double settleSeconds) {
    this.idleSeconds = idleSeconds;
    this.settleSeconds = settleSeconds;
  }

  @Override
  public String name() {
    return "soak";
  }

  @Override
  public Figures run(Bench bench) {
    int entities = bench.scale().of(100_000);
    ServingViews views = OnlineLookups.views(bench, entities);
    PointInTimeQuery query =
        PitOne.query(bench, EntityChoice.UNIFORM, List.of("driver_id"), "pit_one");
    try (RedisServer redis = RedisServer.start();
        PitwallProcess server =
            PitwallProcess.startWithMetrics(bench.directory().resolve("soak"), redis.uri())) {
      bench.progress().accept("materializing " + entities + " entities in five views");
      server.serve(views);
      KeyDraw keys = new KeyDraw(entities, BATCH, 7);
      return measure(
          bench, new Clients(server, views, keys, new Failures()), queries(server, query));
    }
  }

  private static List<LargeQuery> queries(PitwallProcess server, PointInTimeQuery query) {
    PitwallSql sql = new PitwallSql(query);
    server.run(sql.definitions());
    server.run(List.of("CREATE TABLE stats FROM DELTA '" + query.views().get(0).table() + "'"));
    return Stream.of("SELECT * FROM stats", sql.trainingSet())
        .map(text -> LargeQuery.of(server, text))
        .toList();
  }

  private Figures measure(Bench bench, Clients clients, List<LargeQuery> queries) {
    int asking = Math.max(1, bench.load().clients() / SHARE);
    int lookingUp = bench.load().clients() - asking;
    clients.hurry(lookingUp, WARM_UPS * bench.pace().warmUpSeconds());
    Percentiles idle = Percentiles.of(clients.lookUp(lookingUp, idleSeconds));
    ServerMeter meter = new ServerMeter(clients.server());
    ServerUse before = meter.leastOf(settleSeconds);
    bench.progress().accept("before: " + before + ", idle p99 " + idle.p99() + " ms");
    Histogram latencies;
    LargeQueries large = clients.ask(queries, asking);
    try (large) {
      latencies = clients.lookUp(lookingUp, bench.load().minutes() * 60);
    }
    long gone = System.nanoTime();
    meter.awaitMemory(before, PATIENCE_SECONDS);
    double freed = (System.nanoTime() - gone) / (double) TimeUnit.MILLISECONDS.toNanos(1);
    ServerUse held = meter.awaitBack(before, PATIENCE_SECONDS);
    Figures figures = latencies(idle, Percentiles.of(latencies));
    figures.add("lookups", latencies.getTotalCount());
    figures.add("large_answers", large.answers());
    figures.add("freed_ms", freed);
    return checked(figures, clients.failures(), held);
  }

  private static Figures latencies(Percentiles idle, Percentiles busy) {
    Figures figures = new Figures();
    figures.add("p50_ms_idle", idle.median());
    figures.add("p99_ms_idle", idle.p99());
    figures.add("p50_ms_load", busy.median());
    figures.add("p99_ms_load", busy.p99());
    figures.add("p99_ratio", busy.p99() / idle.p99());
    return figures;
  }

  private Figures checked(Figures figures, Failures failures, ServerUse held) {
    figures.add("errors", failures.count());
    figures.add("leaked_bytes", held.bytes());
    figures.add("leaked_descriptors", held.descriptors());
    figures.add("leaked_threads", held.threads());
    if (failures.count() > 0 || !held.isNothing()) {
      throw new IllegalStateException(
          figures.line(name())
              + failures.first().map(first -> "; the first error: " + first).orElse(""));
    }
    return figures;
  }
}
