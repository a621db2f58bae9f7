package dev.pitwall.benchmarks.workload;

import dev.pitwall.benchmarks.harness.Figures;
import dev.pitwall.benchmarks.harness.Lane;
import dev.pitwall.benchmarks.harness.Measurements;
import java.util.List;

/** Pitwall's time and memory beside its peers'. */
final class PeerFigures {
  private PeerFigures() {}

  /** The figures of lanes of which the first is Pitwall's. */
  static Figures of(Measurements measured, List<Lane> lanes) {
    Figures figures = new Figures();
    lanes.forEach(lane -> figures.add(lane.contender() + "_s", measured.median(lane)));
    addRatios(figures, measured, lanes);
    Lane pitwall = lanes.get(0);
    figures.add("peak_mb", measured.peakMegabytes(pitwall));
    for (Lane peer : lanes.subList(1, lanes.size())) {
      figures.add(
          "peak_ratio_vs_" + peer.contender(),
          measured.peakMegabytes(pitwall) / measured.peakMegabytes(peer));
    }
    return figures;
  }

  /** How many times as long, and as much processor time, the peers take. */
  static void addRatios(Figures figures, Measurements measured, List<Lane> lanes) {
    Lane pitwall = lanes.get(0);
    for (Lane peer : lanes.subList(1, lanes.size())) {
      figures.add("ratio_vs_" + peer.contender(), measured.ratio(peer, pitwall));
      figures.add("cpu_ratio_vs_" + peer.contender(), measured.processorRatio(peer, pitwall));
    }
  }
}
