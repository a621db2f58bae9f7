package dev.pitwall.benchmarks.workload;

import dev.pitwall.benchmarks.data.EntityChoice;
import dev.pitwall.benchmarks.data.FeatureTable;
import dev.pitwall.benchmarks.data.SpineTable;
import dev.pitwall.benchmarks.harness.Figures;
import dev.pitwall.benchmarks.protocol.PointInTimeQuery;
import dev.pitwall.benchmarks.protocol.ViewInput;
import java.util.List;

/** A million rows joined with one view of twenty million. */
public final class PitOne implements Workload {
  @Override
  public String name() {
    return "pit-one";
  }

  @Override
  public Figures run(Bench bench) {
    PointInTimeQuery query = query(bench, EntityChoice.UNIFORM, List.of("driver_id"), "pit_one");
    return PeerFigures.of(bench.measure(List.of(bench.lanes(query))), bench.lanes(query));
  }

  /** The query, which other workloads ask with other data or without keys. */
  static PointInTimeQuery query(Bench bench, EntityChoice choice, List<String> keys, String name) {
    Scale scale = bench.scale();
    String suffix = choice == EntityChoice.UNIFORM ? "" : "_hot";
    int entities = scale.of(100_000);
    FeatureTable table =
        FeatureTable.drivers(
            "driver_stats" + suffix, scale.of(20_000_000), entities, choice, scale.commits());
    SpineTable spine = SpineTable.over("spine" + suffix, scale.of(1_000_000), entities, choice);
    ViewInput view =
        new ViewInput("stats", bench.tables().make(table).toString(), 0, table.features());
    return new PointInTimeQuery(name, bench.tables().make(spine).toString(), keys, List.of(view));
  }
}
