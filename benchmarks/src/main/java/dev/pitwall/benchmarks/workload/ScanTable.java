package dev.pitwall.benchmarks.workload;

import dev.pitwall.benchmarks.data.EntityChoice;
import dev.pitwall.benchmarks.data.FeatureTable;
import dev.pitwall.benchmarks.harness.Figures;
import dev.pitwall.benchmarks.harness.Median;
import dev.pitwall.benchmarks.runner.TableScan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

/**
 * The table of {@code pit-one}, read beside DuckDB's {@code read_parquet}: its key and time columns
 * or all of them, on one core or two.
 */
public final class ScanTable implements Workload {
  static final List<String> KEY_AND_TIME = List.of("driver_id", "event_ts");

  @Override
  public String name() {
    return "scan";
  }

  @Override
  public Figures run(Bench bench) {
    FeatureTable table = table(bench);
    Path files = bench.tables().make(table);
    List<String> all = allColumns(table);
    Figures figures = new Figures();
    List<Double> ratios = new ArrayList<>();
    try {
      for (int cores = 1; cores <= 2; cores++) {
        ratios.add(compare(bench, files, cores, KEY_AND_TIME, "key_time", figures));
        ratios.add(compare(bench, files, cores, all, "all", figures));
      }
    } catch (Exception e) {
      throw new IllegalStateException("a scan failed: " + e.getMessage(), e);
    }
    figures.add("ratio_vs_duckdb", Collections.min(ratios));
    return figures;
  }

  static FeatureTable table(Bench bench) {
    Scale scale = bench.scale();
    return FeatureTable.drivers(
        "driver_stats",
        scale.of(20_000_000),
        scale.of(100_000),
        EntityChoice.UNIFORM,
        scale.commits());
  }

  static List<String> allColumns(FeatureTable table) {
    List<String> all = new ArrayList<>(KEY_AND_TIME);
    all.addAll(table.features());
    return all;
  }

  /** The time of DuckDB over that of Pitwall. */
  private static double compare(
      Bench bench, Path table, int cores, List<String> columns, String what, Figures figures)
      throws Exception {
    Path own = bench.directory().resolve("scan-" + cores);
    List<Double> ours = new ArrayList<>();
    List<Double> theirs = new ArrayList<>();
    try (TableScan pitwall = TableScan.pitwall(own, table, cores);
        TableScan duckDb = TableScan.duckDb(table, cores)) {
      warmUp(() -> pitwall.read(columns), bench.pace().warmUpSeconds());
      warmUp(() -> duckDb.read(columns), bench.pace().warmUpSeconds() / 5);
      if (Math.abs(pitwall.read(columns) - duckDb.read(columns)) > 0.5) {
        throw new IllegalStateException("pitwall and duckdb do not read the same");
      }
      for (int round = 0; round < bench.pace().rounds(); round++) {
        ours.add(seconds(() -> pitwall.read(columns)));
        theirs.add(seconds(() -> duckDb.read(columns)));
      }
    }
    String name = what + "_" + cores;
    figures.add("pitwall_s_" + name, Median.of(ours));
    figures.add("duckdb_s_" + name, Median.of(theirs));
    double ratio = Median.of(theirs) / Median.of(ours);
    bench.progress().accept(String.format(Locale.ROOT, "%s: %.2f of duckdb", name, ratio));
    return ratio;
  }

  static void warmUp(Callable<?> reading, double seconds) throws Exception {
    double spent = 0;
    do {
      spent += seconds(reading);
    } while (spent < seconds);
  }

  static double seconds(Callable<?> reading) throws Exception {
    long start = System.nanoTime();
    reading.call();
    return (System.nanoTime() - start) / 1e9;
  }
}
