package dev.pitwall.benchmarks.online;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * What latencies come to, in milliseconds.
 *
 * @param median half of the requests take no longer
 * @param p99 99 % take no longer
 * @param p999 99.9 % take no longer
 */
public record Percentiles(double median, double p99, double p999) {
  /** The percentiles of nanoseconds. */
  public static Percentiles of(Histogram nanos) {
    return new Percentiles(millis(nanos, 50), millis(nanos, 99), millis(nanos, 99.9));
  }

  private static double millis(Histogram nanos, double percentile) {
    return nanos.getValueAtPercentile(percentile) / (double) TimeUnit.MILLISECONDS.toNanos(1);
  }
}
