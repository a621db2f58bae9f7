package dev.pitwall.benchmarks.workload;

import dev.pitwall.benchmarks.data.FeatureTable;
import dev.pitwall.benchmarks.harness.BucketProcess;
import dev.pitwall.benchmarks.harness.Figures;
import dev.pitwall.benchmarks.harness.Median;
import dev.pitwall.benchmarks.runner.RawRead;
import dev.pitwall.benchmarks.runner.TableScan;
import dev.pitwall.testkit.s3.S3Server;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * The table of {@code pit-one} in a bucket, its key and time columns or all of them, beside reading
 * the same bytes and no more, and beside the same scan of local files.
 */
public final class ScanBucket implements Workload {
  private static final int CORES = 2;

  @Override
  public String name() {
    return "scan-s3";
  }

  @Override
  public Figures run(Bench bench) {
    FeatureTable table = ScanTable.table(bench);
    Path files = bench.tables().make(table);
    Path own = bench.directory().resolve("scan-s3");
    Figures figures = new Figures();
    List<Double> ratios = new ArrayList<>();
    try (BucketProcess bucket = BucketProcess.start(own.resolve("s3"));
        TableScan remote =
            TableScan.pitwall(
                own.resolve("engine"),
                bucket.put(files),
                S3Server.options(bucket.endpoint()),
                CORES);
        TableScan local = TableScan.pitwall(own.resolve("local"), files, CORES)) {
      Map<String, List<String>> choices = new LinkedHashMap<>();
      choices.put("key_time", ScanTable.KEY_AND_TIME);
      choices.put("all", ScanTable.allColumns(table));
      for (Map.Entry<String, List<String>> choice : choices.entrySet()) {
        List<String> columns = choice.getValue();
        if (Math.abs(remote.read(columns) - local.read(columns)) > 0.5) {
          throw new IllegalStateException("the bucket and the local files do not hold the same");
        }
        try (RawRead raw =
            RawRead.of(bucket.client(), BucketProcess.BUCKET, files, columns, CORES)) {
          Map<String, Callable<?>> lanes = new LinkedHashMap<>();
          lanes.put("pitwall", () -> remote.read(columns));
          lanes.put("raw", raw::read);
          lanes.put("local", () -> local.read(columns));
          figures.add("mb_" + choice.getKey(), raw.read() / 1e6);
          ratios.add(compare(bench, choice.getKey(), lanes, figures));
        }
      }
    } catch (Exception e) {
      throw new IllegalStateException("a scan failed: " + e.getMessage(), e);
    }
    figures.add("ratio_vs_raw", Collections.min(ratios));
    return figures;
  }

  /** The time of raw reading over that of Pitwall. */
  private static double compare(
      Bench bench, String what, Map<String, Callable<?>> lanes, Figures figures) throws Exception {
    Map<String, List<Double>> times = new LinkedHashMap<>();
    for (Map.Entry<String, Callable<?>> lane : lanes.entrySet()) {
      ScanTable.warmUp(lane.getValue(), bench.pace().warmUpSeconds());
      times.put(lane.getKey(), new ArrayList<>());
    }
    for (int round = 0; round < bench.pace().rounds(); round++) {
      for (Map.Entry<String, Callable<?>> lane : lanes.entrySet()) {
        times.get(lane.getKey()).add(ScanTable.seconds(lane.getValue()));
      }
    }
    times.forEach((lane, each) -> figures.add(lane + "_s_" + what, Median.of(each)));
    double ratio = Median.of(times.get("raw")) / Median.of(times.get("pitwall"));
    bench.progress().accept(String.format(Locale.ROOT, "%s: %.2f of raw", what, ratio));
    return ratio;
  }
}
