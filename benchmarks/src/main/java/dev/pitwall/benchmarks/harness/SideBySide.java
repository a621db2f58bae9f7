package dev.pitwall.benchmarks.harness;

import dev.pitwall.benchmarks.protocol.Reply;
import dev.pitwall.benchmarks.protocol.Request.Command;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Runs queries on several contenders: first they show that their answers agree, then they run in
 * turn, round by round.
 */
public final class SideBySide {
  private final Contenders contenders;
  private final AnswerCheck answers;
  private final Pace pace;
  private final Consumer<String> progress;

  /**
   * Compares and times contenders.
   *
   * @param answers where answers are written for comparison; they stay there when they differ
   * @param progress is told how it goes on
   */
  public SideBySide(Contenders contenders, Path answers, Pace pace, Consumer<String> progress) {
    this.contenders = contenders;
    this.answers = new AnswerCheck(contenders, answers.toAbsolutePath().normalize(), progress);
    this.pace = pace;
    this.progress = progress;
  }

  /**
   * Measures all lanes in turn.
   *
   * @param groups lanes that should give the same answer, together
   */
  public Measurements measure(List<List<Lane>> groups) {
    groups.forEach(answers::compare);
    Map<Lane, RunningContender> running = new LinkedHashMap<>();
    try {
      for (List<Lane> group : groups) {
        group.forEach(lane -> running.put(lane, contenders.start(lane)));
      }
      running.forEach(this::warmUp);
      Measurements measurements = new Measurements();
      for (int round = 1; round <= pace.rounds(); round++) {
        run(groups, running, measurements);
        progress.accept("round " + round + " of " + pace.rounds() + ": " + measurements.last());
      }
      running.forEach(
          (lane, contender) -> measurements.addPeak(lane.label(), contender.peakMegabytes()));
      return measurements;
    } finally {
      running.values().forEach(RunningContender::close);
    }
  }

  private void warmUp(Lane lane, RunningContender contender) {
    contender.ask(Command.PREPARE, lane.query());
    double spent = 0;
    do {
      spent += contender.ask(Command.RUN, lane.query()).seconds();
    } while (spent < pace.warmUpSeconds());
    progress.accept(String.format(Locale.ROOT, "%s is warm after %.1f s", lane.label(), spent));
  }

  private static void run(
      List<List<Lane>> groups, Map<Lane, RunningContender> running, Measurements measurements) {
    for (List<Lane> group : groups) {
      List<Double> expected = null;
      for (Lane lane : group) {
        Reply reply = running.get(lane).ask(Command.RUN, lane.query());
        expected = expected == null ? reply.digest() : expected;
        checkEqual(lane, reply.digest(), expected);
        measurements.add(lane.label(), reply);
      }
    }
  }

  /** Sums of floating-point numbers depend on the order of the rows, in the last digits. */
  private static void checkEqual(Lane lane, List<Double> digest, List<Double> expected) {
    boolean equal = digest.size() == expected.size();
    for (int i = 0; equal && i < digest.size(); i++) {
      equal = Math.abs(digest.get(i) - expected.get(i)) <= 1e-6 * Math.abs(expected.get(i));
    }
    if (!equal) {
      throw new PitwallException(
          ErrorCode.DATA_CORRUPT,
          lane.label() + " sums up to " + digest + " instead of " + expected);
    }
  }
}
