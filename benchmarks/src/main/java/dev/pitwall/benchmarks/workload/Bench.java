package dev.pitwall.benchmarks.workload;

import dev.pitwall.benchmarks.data.TableMaker;
import dev.pitwall.benchmarks.harness.Contenders;
import dev.pitwall.benchmarks.harness.Lane;
import dev.pitwall.benchmarks.harness.Measurements;
import dev.pitwall.benchmarks.harness.Pace;
import dev.pitwall.benchmarks.harness.Peer;
import dev.pitwall.benchmarks.harness.SideBySide;
import dev.pitwall.benchmarks.protocol.PointInTimeQuery;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a workload measures with. */
public final class Bench {
  private final Scale scale;
  private final List<Peer> peers;
  private final Pace pace;
  private final PrintWriter out;
  private final Path directory;
  private final TableMaker tables;
  private final Contenders contenders;

  /** Measures with tables and other files in a directory, and tells how it goes on. */
  public Bench(Scale scale, Path directory, List<Peer> peers, Pace pace, PrintWriter out) {
    this.scale = scale;
    this.peers = List.copyOf(peers);
    this.pace = pace;
    this.out = out;
    this.directory = directory;
    this.tables = new TableMaker(directory.resolve("tables"), this::say);
    this.contenders = new Contenders(directory);
  }

  Scale scale() {
    return scale;
  }

  List<Peer> peers() {
    return peers;
  }

  Pace pace() {
    return pace;
  }

  TableMaker tables() {
    return tables;
  }

  Contenders contenders() {
    return contenders;
  }

  /** Measures lanes in turn; those that should give the same answer are together in a list. */
  Measurements measure(List<List<Lane>> groups) {
    return new SideBySide(contenders, directory.resolve("answers"), pace, this::say)
        .measure(groups);
  }

  /** Pitwall, then all peers, on one query. */
  List<Lane> lanes(PointInTimeQuery query) {
    List<Lane> lanes = new ArrayList<>();
    lanes.add(Lane.pitwall(query));
    peers.forEach(peer -> lanes.add(Lane.of(peer, query)));
    return lanes;
  }

  void say(String line) {
    out.println(line);
    out.flush();
  }
}
