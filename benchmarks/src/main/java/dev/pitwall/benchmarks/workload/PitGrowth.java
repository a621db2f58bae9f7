package dev.pitwall.benchmarks.workload;

import dev.pitwall.benchmarks.data.EntityChoice;
import dev.pitwall.benchmarks.data.FeatureTable;
import dev.pitwall.benchmarks.data.SpineTable;
import dev.pitwall.benchmarks.harness.Figures;
import dev.pitwall.benchmarks.harness.Lane;
import dev.pitwall.benchmarks.harness.Measurements;
import dev.pitwall.benchmarks.protocol.PointInTimeQuery;
import dev.pitwall.benchmarks.protocol.ViewInput;
import java.util.ArrayList;
import java.util.List;

/**
 * A spine of the last days on histories of five, fifteen and fifty million rows. The longer ones go
 * back further and end with the same rows, so that the answer is the same.
 */
public final class PitGrowth implements Workload {
  @Override
  public String name() {
    return "pit-growth";
  }

  @Override
  public Figures run(Bench bench) {
    Lane once = Lane.pitwall(query(bench, 1));
    Lane threeTimes = Lane.pitwall(query(bench, 3));
    List<Lane> tenTimes = bench.lanes(query(bench, 10));
    List<Lane> lanes = new ArrayList<>(List.of(once, threeTimes));
    lanes.addAll(tenTimes);
    Measurements measured = bench.measure(List.of(lanes));
    Figures figures = new Figures();
    figures.add("times1_s", measured.median(once));
    figures.add("times3_s", measured.median(threeTimes));
    figures.add("times10_s", measured.median(tenTimes.get(0)));
    figures.add("growth", measured.ratio(tenTimes.get(0), once));
    figures.add("cpu_growth", measured.processorRatio(tenTimes.get(0), once));
    PeerFigures.addRatios(figures, measured, tenTimes);
    return figures;
  }

  private static PointInTimeQuery query(Bench bench, int factor) {
    Scale scale = bench.scale();
    int entities = scale.of(100_000);
    FeatureTable table =
        FeatureTable.drivers(
                "growing_stats",
                scale.of(5_000_000),
                entities,
                EntityChoice.UNIFORM,
                scale.commits())
            .longer(factor);
    SpineTable spine =
        new SpineTable("recent_spine", scale.of(1_000_000), entities, EntityChoice.UNIFORM, 0.05);
    ViewInput view =
        new ViewInput("stats", bench.tables().make(table).toString(), 0, table.features());
    return new PointInTimeQuery(
        "times" + factor,
        bench.tables().make(spine).toString(),
        List.of("driver_id"),
        List.of(view));
  }
}
