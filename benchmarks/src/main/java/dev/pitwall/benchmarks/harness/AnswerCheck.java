package dev.pitwall.benchmarks.harness;

import dev.pitwall.benchmarks.data.FileTree;
import dev.pitwall.benchmarks.protocol.Request.Command;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** Has contenders write their answers, and compares them with the first one's. */
final class AnswerCheck {
  private final Contenders contenders;
  private final Path directory;
  private final Consumer<String> progress;

  /** Writes answers into a directory, where they stay when they differ. */
  AnswerCheck(Contenders contenders, Path directory, Consumer<String> progress) {
    this.contenders = contenders;
    this.directory = directory;
    this.progress = progress;
  }

  /** Compares the answers of lanes that should give the same one. */
  void compare(List<Lane> lanes) {
    if (lanes.size() == 1) {
      return;
    }
    FileTree.delete(directory);
    Lane first = lanes.get(0);
    AnswerComparison comparison = new AnswerComparison(first.query().outputs());
    Path expected = write(first);
    for (Lane lane : lanes.subList(1, lanes.size())) {
      Path answer = write(lane);
      long rows = comparison.compare(lane.label(), answer, first.label(), expected);
      progress.accept(first.label() + " and " + lane.label() + " agree; rows compared: " + rows);
      FileTree.delete(answer);
    }
    FileTree.delete(directory);
  }

  private Path write(Lane lane) {
    Path answer = directory.resolve(lane.label().replace(' ', '-'));
    try (RunningContender contender = contenders.start(lane)) {
      contender.ask(Command.PREPARE, lane.query());
      contender.answer(lane.query(), answer);
    }
    return answer;
  }
}
