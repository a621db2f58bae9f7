package dev.pitwall.benchmarks.workload;

import dev.pitwall.benchmarks.data.TableMaker;
import dev.pitwall.benchmarks.harness.Contenders;
import dev.pitwall.benchmarks.harness.Lane;
import dev.pitwall.benchmarks.harness.Measurements;
import dev.pitwall.benchmarks.harness.Pace;
import dev.pitwall.benchmarks.harness.Peer;
import dev.pitwall.benchmarks.harness.SideBySide;
import dev.pitwall.benchmarks.protocol.PointInTimeQuery;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What a workload measures with. */
public final class Bench {
  private final Scale scale;
  private final List<Peer> peers;
  private final Pace pace;
  private final Load load;
  private final Consumer<String> progress;
  private final Path directory;
  private final TableMaker tables;
  private final Contenders contenders;

  /**
   * Measures with tables and other files in a directory.
   *
   * @param progress is told how it goes on
   */
  public Bench(
      Scale scale,
      Path directory,
      List<Peer> peers,
      Contenders contenders,
      Pace pace,
      Load load,
      Consumer<String> progress) {
    this.scale = scale;
    this.peers = List.copyOf(peers);
    this.pace = pace;
    this.load = load;
    this.progress = progress;
    this.directory = directory;
    this.tables = new TableMaker(directory.resolve("tables"), progress);
    this.contenders = contenders;
  }

  Scale scale() {
    return scale;
  }

  Pace pace() {
    return pace;
  }

  /** How much a server is asked for at once. */
  Load load() {
    return load;
  }

  /** Where files go that are not kept for the next run. */
  Path directory() {
    return directory;
  }

  /** Is told how it goes on. */
  Consumer<String> progress() {
    return progress;
  }

  /** Whom to measure against. */
  List<Peer> peers() {
    return peers;
  }

  TableMaker tables() {
    return tables;
  }

  Contenders contenders() {
    return contenders;
  }

  /** Measures lanes in turn; those that should give the same answer are together in a list. */
  Measurements measure(List<List<Lane>> groups) {
    return new SideBySide(contenders, directory.resolve("answers"), pace, progress).measure(groups);
  }

  /** Pitwall, then all peers that know such queries, on one query. */
  List<Lane> lanes(PointInTimeQuery query) {
    List<Lane> lanes = new ArrayList<>();
    lanes.add(Lane.pitwall(query));
    peers.stream()
        .filter(peer -> peer.knows(query))
        .map(peer -> Lane.of(peer, query))
        .forEach(lanes::add);
    return lanes;
  }
}
