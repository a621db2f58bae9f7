package dev.pitwall.benchmarks.harness;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The times of contenders that ran in turn, and the memory of their processes.
 *
 * @param seconds by contender, one a round
 * @param peakMegabytes by contender
 */
public record Measurements(Map<String, List<Double>> seconds, Map<String, Double> peakMegabytes) {

  /** The middle of a contender's times. */
  public double median(String contender) {
    return Median.of(seconds.get(contender));
  }

  /** How many times as long a contender took as another, round by round; the middle of it. */
  public double ratio(String contender, String base) {
    List<Double> ratios = new ArrayList<>();
    for (int round = 0; round < seconds.get(base).size(); round++) {
      ratios.add(seconds.get(contender).get(round) / seconds.get(base).get(round));
    }
    return Median.of(ratios);
  }
}
