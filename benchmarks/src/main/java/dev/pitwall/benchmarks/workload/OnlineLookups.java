package dev.pitwall.benchmarks.workload;

import dev.pitwall.benchmarks.data.FeatureTable;
import dev.pitwall.benchmarks.harness.Figures;
import dev.pitwall.benchmarks.harness.Median;
import dev.pitwall.benchmarks.harness.Peer;
import dev.pitwall.benchmarks.harness.PythonEnvironments;
import dev.pitwall.benchmarks.online.FeastPeer;
import dev.pitwall.benchmarks.online.KeyDraw;
import dev.pitwall.benchmarks.online.LettucePeer;
import dev.pitwall.benchmarks.online.LoadGenerator;
import dev.pitwall.benchmarks.online.LookupClient;
import dev.pitwall.benchmarks.online.Percentiles;
import dev.pitwall.benchmarks.online.PitwallProcess;
import dev.pitwall.benchmarks.online.ServingViews;
import dev.pitwall.benchmarks.streaming.BareFlightProcess;
import dev.pitwall.testkit.redis.RedisCluster;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Fifty features of five views, looked up through the server in a Redis Cluster. */
public final class OnlineLookups implements Workload {
  private static final List<Integer> BATCHES = List.of(1, 10, 100);
  private static final int LARGEST = 100;
  private static final int VIEWS = 5;
  private static final int FEATURES = 10;
  private static final int CLIENTS = 4;
  private static final int BATCHES_OF_FEAST = 100;
  private static final int CHECKED = 20;

  /** A server compiles what a lookup runs through for about as long, on two cores. */
  private static final int WARM_UPS = 8;

  private final double seconds;

  /** Measures each figure for ten seconds a round. */
  public OnlineLookups() {
    this(10);
  }

  OnlineLookups(double seconds) {
    this.seconds = seconds;
  }

  @Override
  public String name() {
    return "online";
  }

  @Override
  public Figures run(Bench bench) {
    int entities = bench.scale().of(100_000);
    ServingViews views = views(bench, entities);
    Path own = bench.directory().resolve("online");
    try (RedisCluster redis = RedisCluster.start();
        PitwallProcess server = PitwallProcess.start(own, redis.uris());
        LettucePeer lettuce = new LettucePeer(views, redis.uris())) {
      bench.progress().accept("materializing " + entities + " entities in five views");
      server.serve(views);
      try (Clients pitwall = new Clients(() -> server.connect(views));
          Clients exchanging = new Clients(() -> server.connectForExchange(views));
          Clients peers = new Clients(lettuce::connect)) {
        compare(bench, entities, pitwall, peers);
        compare(bench, entities, exchanging, peers);
        Figures figures = new Figures();
        latencies(bench, "", entities, pitwall, WARM_UPS, figures);
        latencies(bench, "exchange_", entities, exchanging, 2, figures);
        latencies(bench, "lettuce_", entities, peers, 1, figures);
        try (BareFlightProcess bare =
                BareFlightProcess.startLookups(server, views, BATCHES, own.resolve("bare.txt"));
            Clients floor = new Clients(() -> bare.connect(views));
            Clients exchangeFloor = new Clients(() -> bare.connectForExchange(views))) {
          latencies(bench, "flight_", entities, floor, 2, figures);
          latencies(bench, "flight_exchange_", entities, exchangeFloor, 2, figures);
        }
        throughput(bench, entities, pitwall, peers, figures);
        if (bench.peers().contains(Peer.FEAST)) {
          besideFeast(bench, views, redis.uris(), entities, pitwall, exchanging, figures);
        }
        return figures;
      }
    }
  }

  /** Five views of ten features. */
  static ServingViews views(Bench bench, int entities) {
    List<FeatureTable> tables = new ArrayList<>();
    for (int i = 0; i < VIEWS; i++) {
      tables.add(
          FeatureTable.features(
              "serving" + i, 4L * entities, entities, bench.scale().commits(), 20 + i, FEATURES));
    }
    return new ServingViews(
        tables, tables.stream().map(table -> bench.tables().make(table).toString()).toList());
  }

  private static void compare(Bench bench, int entities, Clients pitwall, Clients peers) {
    for (int batch : BATCHES) {
      KeyDraw draw = new KeyDraw(entities, batch, 1);
      for (int i = 0; i < CHECKED; i++) {
        long[] keys = draw.next();
        if (!pitwall.first().answer(keys).equals(peers.first().answer(keys))) {
          throw new IllegalStateException("pitwall and lettuce do not agree on " + keys.length);
        }
      }
    }
    bench.progress().accept("pitwall and lettuce agree");
  }

  private void latencies(
      Bench bench, String prefix, int entities, Clients clients, int warmUps, Figures figures) {
    double warmUp = bench.pace().warmUpSeconds();
    LoadGenerator.closedLoop(clients.all(), new KeyDraw(entities, 1, 2), warmUps * warmUp);
    for (int batch : BATCHES) {
      KeyDraw keys = new KeyDraw(entities, batch, 3);
      LoadGenerator.closedLoop(clients.all(), keys, warmUp);
      add(bench, figures, prefix, batch, latency(bench, clients, keys));
      double keysPerSecond = LoadGenerator.closedLoop(List.of(clients.first()), keys, seconds / 2);
      figures.add(prefix + "mean_ms_alone_batch" + batch, batch / keysPerSecond * 1_000);
    }
  }

  private Percentiles latency(Bench bench, Clients clients, KeyDraw keys) {
    double rate = bench.load().lookupsPerSecond();
    return Percentiles.of(LoadGenerator.openLoop(clients.all(), keys, rate, seconds));
  }

  private static void add(
      Bench bench, Figures figures, String prefix, int batch, Percentiles latency) {
    figures.add(prefix + "p50_ms_batch" + batch, latency.median());
    figures.add(prefix + "p99_ms_batch" + batch, latency.p99());
    figures.add(prefix + "p999_ms_batch" + batch, latency.p999());
    bench
        .progress()
        .accept(
            String.format(
                Locale.ROOT,
                "%sbatch %d: p50 %.2f ms, p99 %.2f ms, p99.9 %.2f ms",
                prefix.replace('_', ' '),
                batch,
                latency.median(),
                latency.p99(),
                latency.p999()));
  }

  private void throughput(
      Bench bench, int entities, Clients pitwall, Clients peers, Figures figures) {
    KeyDraw fresh = new KeyDraw(entities, LARGEST, 4);
    List<Double> rates = new ArrayList<>();
    List<Double> ratios = new ArrayList<>();
    LoadGenerator.closedLoop(peers.all(), fresh, bench.pace().warmUpSeconds());
    for (int round = 0; round < bench.pace().rounds(); round++) {
      double ours = LoadGenerator.closedLoop(pitwall.all(), fresh, seconds / 2);
      double theirs = LoadGenerator.closedLoop(peers.all(), fresh, seconds / 2);
      rates.add(ours);
      ratios.add(ours / theirs);
      bench
          .progress()
          .accept(String.format(Locale.ROOT, "keys/s: pitwall %.0f, lettuce %.0f", ours, theirs));
    }
    figures.add("keys_per_s", Median.of(rates));
    figures.add("ratio_vs_lettuce", Median.of(ratios));
  }

  /** Both have one client, which waits for each answer. */
  private void besideFeast(
      Bench bench,
      ServingViews views,
      String servers,
      int entities,
      Clients pitwall,
      Clients exchanging,
      Figures figures) {
    KeyDraw fresh = new KeyDraw(entities, LARGEST, 6);
    List<long[]> batches =
        IntStream.range(0, BATCHES_OF_FEAST).mapToObj(i -> fresh.next()).toList();
    PythonEnvironments python =
        new PythonEnvironments(bench.directory().resolve("python"), bench.progress());
    double theirs =
        new FeastPeer(python, bench.directory().resolve("feast"))
            .secondsOfBatch(views, servers, batches, seconds, pitwall.first());
    figures.add("ratio_vs_feast", theirs / ownSeconds(bench, "", pitwall, fresh));
    figures.add(
        "exchange_ratio_vs_feast", theirs / ownSeconds(bench, "in one call, ", exchanging, fresh));
    bench.progress().accept(String.format(Locale.ROOT, "by feast: %.2f ms", theirs * 1_000));
  }

  private double ownSeconds(Bench bench, String way, Clients clients, KeyDraw keys) {
    double own = LARGEST / LoadGenerator.closedLoop(List.of(clients.first()), keys, seconds);
    bench
        .progress()
        .accept(
            String.format(
                Locale.ROOT,
                "a batch of 100 with one client: %sby pitwall %.2f ms",
                way,
                own * 1_000));
    return own;
  }

  /** Some connections of one kind. */
  private static final class Clients implements AutoCloseable {
    private final List<LookupClient> clients;

    Clients(Supplier<LookupClient> connect) {
      clients = IntStream.range(0, CLIENTS).mapToObj(i -> connect.get()).toList();
    }

    List<LookupClient> all() {
      return clients;
    }

    LookupClient first() {
      return clients.get(0);
    }

    @Override
    public void close() {
      clients.forEach(LookupClient::close);
    }
  }
}
