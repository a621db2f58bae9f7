package dev.pitwall.benchmarks.harness;

import dev.pitwall.benchmarks.protocol.Reply;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.Collectors;

/** What lanes that ran in turn took: time, processor time and memory. */
public final class Measurements {
  /** Linux counts the processor time of a process in hundredths of a second. */
  private static final double TICK_SECONDS = 0.01;

  private final Map<String, List<Reply>> replies = new LinkedHashMap<>();
  private final Map<String, Double> peaks = new LinkedHashMap<>();

  void add(String lane, Reply reply) {
    replies.computeIfAbsent(lane, key -> new ArrayList<>()).add(reply);
  }

  void addPeak(String lane, double megabytes) {
    peaks.put(lane, megabytes);
  }

  /** The middle of a lane's times. */
  public double median(Lane lane) {
    return Median.of(replies.get(lane.label()).stream().map(Reply::seconds).toList());
  }

  /** How many times as long a lane took as another, round by round; the middle of it. */
  public double ratio(Lane lane, Lane base) {
    return ratio(lane, base, (ours, other) -> ours.seconds() / other.seconds());
  }

  /** How many times as much processor time a lane took as another: steadier on a busy machine. */
  public double processorRatio(Lane lane, Lane base) {
    return ratio(
        lane,
        base,
        (ours, other) -> processorRatio(ours.processorSeconds(), other.processorSeconds()));
  }

  /**
   * How many times as much processor time one took as another. What took less than the kernel
   * counts in counts as that.
   *
   * @param seconds of the one
   * @param base of the other, in seconds
   */
  public static double processorRatio(double seconds, double base) {
    return Math.max(TICK_SECONDS, seconds) / Math.max(TICK_SECONDS, base);
  }

  /** The most memory that a lane's process had resident. */
  public double peakMegabytes(Lane lane) {
    return peaks.get(lane.label());
  }

  private double ratio(Lane lane, Lane base, ToDoubleBiFunction<Reply, Reply> of) {
    List<Reply> ours = replies.get(lane.label());
    List<Reply> others = replies.get(base.label());
    List<Double> ratios = new ArrayList<>();
    for (int round = 0; round < ours.size(); round++) {
      ratios.add(of.applyAsDouble(ours.get(round), others.get(round)));
    }
    return Median.of(ratios);
  }

  /** The times of the last round. */
  String last() {
    return replies.entrySet().stream()
        .map(
            lane -> {
              Reply reply = lane.getValue().get(lane.getValue().size() - 1);
              return String.format(
                  Locale.ROOT,
                  "%s %.3f s (cpu %.3f)",
                  lane.getKey(),
                  reply.seconds(),
                  reply.processorSeconds());
            })
        .collect(Collectors.joining(", "));
  }
}
