package dev.pitwall.benchmarks.harness;

import dev.pitwall.benchmarks.data.FileTree;
import dev.pitwall.benchmarks.protocol.PointInTimeQuery;
import dev.pitwall.benchmarks.protocol.Reply;
import dev.pitwall.benchmarks.protocol.Request.Command;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Runs one query on several contenders: first they show that their answers agree, then they run in
 * turn, round by round.
 */
public final class SideBySide {
  private final Contenders contenders;
  private final List<Peer> peers;
  private final Path answers;
  private final Pace pace;
  private final PrintWriter out;

  /**
   * Compares and times contenders.
   *
   * @param answers where answers are written for comparison; they stay there when they differ
   */
  public SideBySide(
      Contenders contenders, List<Peer> peers, Path answers, Pace pace, PrintWriter out) {
    this.contenders = contenders;
    this.peers = List.copyOf(peers);
    this.answers = answers.toAbsolutePath().normalize();
    this.pace = pace;
    this.out = out;
  }

  /** Measures one query. */
  public Measurements measure(PointInTimeQuery query) {
    compareAnswers(query);
    List<RunningContender> running = new ArrayList<>();
    try {
      running.add(contenders.pitwall());
      for (Peer peer : peers) {
        running.add(contenders.start(peer));
      }
      running.forEach(contender -> warmUp(contender, query));
      return measure(running, query);
    } finally {
      running.forEach(RunningContender::close);
    }
  }

  private void compareAnswers(PointInTimeQuery query) {
    if (peers.isEmpty()) {
      return;
    }
    FileTree.delete(answers);
    Path ours = answers.resolve(Contenders.PITWALL);
    try (RunningContender pitwall = contenders.pitwall()) {
      write(pitwall, query, ours);
    }
    for (Peer peer : peers) {
      Path theirs = answers.resolve(peer.label());
      try (RunningContender contender = contenders.start(peer)) {
        write(contender, query, theirs);
      }
      long rows =
          new AnswerComparison(query.outputs())
              .compare(Contenders.PITWALL, ours, peer.label(), theirs);
      say("%s: pitwall and %s agree; rows compared: %d", query.name(), peer.label(), rows);
    }
    FileTree.delete(answers);
  }

  private static void write(RunningContender contender, PointInTimeQuery query, Path directory) {
    contender.ask(Command.PREPARE, query);
    contender.answer(query, directory);
  }

  private void warmUp(RunningContender contender, PointInTimeQuery query) {
    contender.ask(Command.PREPARE, query);
    double spent = 0;
    do {
      spent += contender.ask(Command.RUN, query).seconds();
    } while (spent < pace.warmUpSeconds());
  }

  private Measurements measure(List<RunningContender> running, PointInTimeQuery query) {
    Map<String, List<Double>> seconds = new LinkedHashMap<>();
    running.forEach(contender -> seconds.put(contender.name(), new ArrayList<>()));
    for (int round = 1; round <= pace.rounds(); round++) {
      StringBuilder line = new StringBuilder();
      List<Double> expected = null;
      for (RunningContender contender : running) {
        Reply reply = contender.ask(Command.RUN, query);
        expected = expected == null ? reply.digest() : expected;
        checkEqual(contender.name(), reply.digest(), expected);
        seconds.get(contender.name()).add(reply.seconds());
        line.append(String.format(Locale.ROOT, ", %s %.3f s", contender.name(), reply.seconds()));
      }
      say("%s: round %d of %d%s", query.name(), round, pace.rounds(), line);
    }
    Map<String, Double> peaks = new LinkedHashMap<>();
    running.forEach(contender -> peaks.put(contender.name(), contender.peakMegabytes()));
    return new Measurements(seconds, peaks);
  }

  /** Sums of floating-point numbers depend on the order of the rows, in the last digits. */
  private static void checkEqual(String contender, List<Double> digest, List<Double> expected) {
    boolean equal = digest.size() == expected.size();
    for (int i = 0; equal && i < digest.size(); i++) {
      equal = Math.abs(digest.get(i) - expected.get(i)) <= 1e-6 * Math.abs(expected.get(i));
    }
    if (!equal) {
      throw new PitwallException(
          ErrorCode.DATA_CORRUPT,
          contender + " sums up to " + digest + ", but pitwall to " + expected);
    }
  }

  private void say(String format, Object... values) {
    out.printf(Locale.ROOT, format + "%n", values);
    out.flush();
  }
}
