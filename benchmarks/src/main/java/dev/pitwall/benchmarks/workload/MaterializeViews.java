package dev.pitwall.benchmarks.workload;

import dev.pitwall.benchmarks.data.FeatureTable;
import dev.pitwall.benchmarks.harness.Figures;
import dev.pitwall.benchmarks.harness.Median;
import dev.pitwall.benchmarks.online.PitwallProcess;
import dev.pitwall.benchmarks.online.RedisBenchmark;
import dev.pitwall.benchmarks.online.ServingViews;
import dev.pitwall.testkit.redis.RedisServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A view of ten features, copied from its Delta table into one Redis. */
public final class MaterializeViews implements Workload {
  private static final int FEATURES = 10;

  @Override
  public String name() {
    return "materialize";
  }

  @Override
  public Figures run(Bench bench) {
    int entities = bench.scale().of(5_000_000);
    FeatureTable table =
        FeatureTable.features(
            "copied", 2L * entities, entities, bench.scale().commits(), 30, FEATURES);
    ServingViews views =
        new ServingViews(List.of(table), List.of(bench.tables().make(table).toString()));
    List<Double> rates = new ArrayList<>();
    List<Double> ratios = new ArrayList<>();
    try (RedisServer redis = RedisServer.start();
        PitwallProcess server =
            PitwallProcess.start(bench.directory().resolve("materialize"), redis.uri())) {
      long keys = server.serve(views);
      for (int round = 0; round < bench.pace().rounds(); round++) {
        redis.call("FLUSHALL");
        double ours = keys * FEATURES / server.secondsToMaterialize(views);
        redis.call("FLUSHALL");
        double theirs = RedisBenchmark.fieldsPerSecond(redis.port(), entities, FEATURES);
        rates.add(ours);
        ratios.add(ours / theirs);
        bench
            .progress()
            .accept(
                String.format(
                    Locale.ROOT,
                    "round %d of %d: features/s: pitwall %.0f, redis-benchmark %.0f",
                    round + 1,
                    bench.pace().rounds(),
                    ours,
                    theirs));
      }
    }
    Figures figures = new Figures();
    figures.add("features_per_s", Median.of(rates));
    figures.add("ratio_vs_redis_benchmark", Median.of(ratios));
    return figures;
  }
}
