package dev.pitwall.benchmarks.harness;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The figures of one workload, in the order in which they were found. */
public final class Figures {
  private final List<String> figures = new ArrayList<>();

  /** Adds a figure with a number of decimals that suits it. */
  public void add(String key, double value) {
    String format = value >= 100 ? "%s=%.0f" : value >= 1 ? "%s=%.2f" : "%s=%.4f";
    figures.add(String.format(Locale.ROOT, format, key, value));
  }

  /** The line that programs read. */
  public String line(String workload) {
    return "bench " + workload + ": " + String.join(" ", figures);
  }
}
