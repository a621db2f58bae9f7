package dev.pitwall.benchmarks.workload;

import dev.pitwall.benchmarks.data.EntityChoice;
import dev.pitwall.benchmarks.harness.Figures;
import dev.pitwall.benchmarks.harness.Lane;
import dev.pitwall.benchmarks.harness.Measurements;
import dev.pitwall.benchmarks.protocol.PointInTimeQuery;
import java.util.List;

/**
 * Rows that do not spread: all are of one entity, or half of them are. Both have as many rows as
 * {@code pit-one}, which runs in turn with them.
 */
public final class PitHot implements Workload {
  @Override
  public String name() {
    return "pit-hot";
  }

  @Override
  public Figures run(Bench bench) {
    Lane one = Lane.pitwall(query(bench, "pit_one", EntityChoice.UNIFORM, List.of("driver_id")));
    List<Lane> entityless =
        bench.lanes(query(bench, "entityless", EntityChoice.UNIFORM, List.of()));
    List<Lane> hotKey =
        bench.lanes(query(bench, "hot_key", EntityChoice.HALF_ON_ONE, List.of("driver_id")));
    Measurements measured = bench.measure(List.of(List.of(one), entityless, hotKey));
    double entitylessSlowdown = measured.ratio(entityless.get(0), one);
    double hotKeySlowdown = measured.ratio(hotKey.get(0), one);
    Figures figures = new Figures();
    figures.add("slowdown", Math.max(entitylessSlowdown, hotKeySlowdown));
    figures.add("entityless_slowdown", entitylessSlowdown);
    figures.add("hot_key_slowdown", hotKeySlowdown);
    addRatios(figures, measured, "entityless", entityless);
    addRatios(figures, measured, "hot_key", hotKey);
    return figures;
  }

  private static PointInTimeQuery query(
      Bench bench, String name, EntityChoice choice, List<String> keys) {
    return PitOne.query(bench, choice, keys, name);
  }

  private static void addRatios(
      Figures figures, Measurements measured, String prefix, List<Lane> lanes) {
    for (Lane peer : lanes.subList(1, lanes.size())) {
      figures.add(prefix + "_ratio_vs_" + peer.contender(), measured.ratio(peer, lanes.get(0)));
    }
  }
}
