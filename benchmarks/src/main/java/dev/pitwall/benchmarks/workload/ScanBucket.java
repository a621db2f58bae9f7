package dev.pitwall.benchmarks.workload;

import dev.pitwall.benchmarks.data.FeatureTable;
import dev.pitwall.benchmarks.harness.BucketProcess;
import dev.pitwall.benchmarks.harness.Figures;
import dev.pitwall.benchmarks.harness.Median;
import dev.pitwall.benchmarks.runner.RawRead;
import dev.pitwall.benchmarks.runner.TableScan;
import dev.pitwall.testkit.s3.S3Server;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * The table of {@code pit-one} in a bucket, its key and time columns or all of them, beside reading
 * the same bytes and no more.
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
        TableScan pitwall = pitwall(own, bucket, files)) {
      ratios.add(
          compare(bench, bucket, files, pitwall, ScanTable.KEY_AND_TIME, "key_time", figures));
      ratios.add(
          compare(bench, bucket, files, pitwall, ScanTable.allColumns(table), "all", figures));
    } catch (Exception e) {
      throw new IllegalStateException("a scan failed: " + e.getMessage(), e);
    }
    figures.add("ratio_vs_raw", Collections.min(ratios));
    return figures;
  }

  private static TableScan pitwall(Path own, BucketProcess bucket, Path table) throws IOException {
    return TableScan.pitwall(
        own.resolve("engine"), bucket.put(table), S3Server.options(bucket.endpoint()), CORES);
  }

  /** The time of raw reading over that of Pitwall. */
  private static double compare(
      Bench bench,
      BucketProcess bucket,
      Path files,
      TableScan pitwall,
      List<String> columns,
      String what,
      Figures figures)
      throws Exception {
    List<Double> ours = new ArrayList<>();
    List<Double> theirs = new ArrayList<>();
    try (RawRead raw = RawRead.of(bucket.client(), BucketProcess.BUCKET, files, columns, CORES)) {
      ScanTable.warmUp(() -> pitwall.read(columns), bench.pace().warmUpSeconds());
      ScanTable.warmUp(raw::read, bench.pace().warmUpSeconds());
      for (int round = 0; round < bench.pace().rounds(); round++) {
        ours.add(ScanTable.seconds(() -> pitwall.read(columns)));
        theirs.add(ScanTable.seconds(raw::read));
      }
      figures.add("mb_" + what, raw.read() / 1e6);
    }
    figures.add("pitwall_s_" + what, Median.of(ours));
    figures.add("raw_s_" + what, Median.of(theirs));
    double ratio = Median.of(theirs) / Median.of(ours);
    bench.progress().accept(String.format(Locale.ROOT, "%s: %.2f of raw", what, ratio));
    return ratio;
  }
}
