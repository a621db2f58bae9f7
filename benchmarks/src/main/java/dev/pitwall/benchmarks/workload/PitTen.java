package dev.pitwall.benchmarks.workload;

import dev.pitwall.benchmarks.data.EntityChoice;
import dev.pitwall.benchmarks.data.FeatureTable;
import dev.pitwall.benchmarks.data.SpineTable;
import dev.pitwall.benchmarks.harness.Figures;
import dev.pitwall.benchmarks.harness.Lane;
import dev.pitwall.benchmarks.protocol.PointInTimeQuery;
import dev.pitwall.benchmarks.protocol.ViewInput;
import java.util.ArrayList;
import java.util.List;

/** A million rows joined with ten views of five million, whose rows expire. */
public final class PitTen implements Workload {
  private static final List<Integer> TIMES_TO_LIVE_DAYS =
      List.of(1, 2, 3, 5, 7, 10, 14, 20, 25, 30);

  @Override
  public String name() {
    return "pit-ten";
  }

  @Override
  public Figures run(Bench bench) {
    List<Lane> lanes = bench.lanes(query(bench));
    return PeerFigures.of(bench.measure(List.of(lanes)), lanes);
  }

  /** The query, whose tables are made when they are missing. */
  static PointInTimeQuery query(Bench bench) {
    Scale scale = bench.scale();
    int entities = scale.of(100_000);
    List<ViewInput> views = new ArrayList<>();
    for (int i = 0; i < TIMES_TO_LIVE_DAYS.size(); i++) {
      FeatureTable table =
          FeatureTable.fiveFeatures(
              "view" + i, scale.of(5_000_000), entities, scale.commits(), 1 + i);
      String path = bench.tables().make(table).toString();
      views.add(new ViewInput("v" + i, path, TIMES_TO_LIVE_DAYS.get(i), table.features()));
    }
    SpineTable spine =
        SpineTable.over("spine", scale.of(1_000_000), entities, EntityChoice.UNIFORM);
    return new PointInTimeQuery(
        "pit_ten", bench.tables().make(spine).toString(), List.of("driver_id"), views);
  }
}
