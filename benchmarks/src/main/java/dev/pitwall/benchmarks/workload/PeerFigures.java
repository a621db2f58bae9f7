package dev.pitwall.benchmarks.workload;

import dev.pitwall.benchmarks.harness.Contenders;
import dev.pitwall.benchmarks.harness.Figures;
import dev.pitwall.benchmarks.harness.Measurements;
import dev.pitwall.benchmarks.harness.Peer;
import java.util.List;

/** Pitwall's time and memory beside its peers'. */
final class PeerFigures {
  private PeerFigures() {}

  static Figures of(Measurements measured, List<Peer> peers) {
    Figures figures = new Figures();
    figures.add("pitwall_s", measured.median(Contenders.PITWALL));
    double peak = measured.peakMegabytes().get(Contenders.PITWALL);
    for (Peer peer : peers) {
      figures.add(peer.label() + "_s", measured.median(peer.label()));
    }
    for (Peer peer : peers) {
      figures.add("ratio_vs_" + peer.label(), measured.ratio(peer.label(), Contenders.PITWALL));
    }
    figures.add("peak_mb", peak);
    for (Peer peer : peers) {
      figures.add(
          "peak_ratio_vs_" + peer.label(), peak / measured.peakMegabytes().get(peer.label()));
    }
    return figures;
  }
}
