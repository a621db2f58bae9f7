package dev.pitwall.benchmarks.online;

import dev.pitwall.benchmarks.harness.PythonEnvironments;
import dev.pitwall.benchmarks.harness.PythonQuestion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Feast's Python SDK on the rows that Pitwall put into a Redis Cluster. */
public final class FeastPeer {
  private final PythonEnvironments python;
  private final Path directory;

  /** Prepares; {@code directory} is for files of its own. */
  public FeastPeer(PythonEnvironments python, Path directory) {
    this.python = python;
    this.directory = directory;
  }

  /** What Feast is asked. */
  private record Question(
      String directory,
      String project,
      String servers,
      List<View> views,
      List<long[]> checked,
      List<long[]> timed,
      double seconds) {}

  /** A view of Feast's. */
  private record View(String name, String table, List<String> features) {}

  /** What Feast answers: values, and the middle of its times. */
  private record Answer(List<List<List<Object>>> answers, double seconds) {}

  /**
   * Has Feast look up batches of keys one after the other.
   *
   * @param uris the cluster's servers with commas between
   * @param timed the batches, again and again for so many seconds
   * @param pitwall gives what Feast has to give as well
   * @return the middle of the times that a batch took, in seconds
   */
  public double secondsOfBatch(
      ServingViews views, String uris, List<long[]> timed, double seconds, LookupClient pitwall) {
    List<View> asked = new ArrayList<>();
    for (int i = 0; i < views.tables().size(); i++) {
      asked.add(
          new View(
              views.names().get(i), views.locations().get(i), views.tables().get(i).features()));
    }
    List<long[]> checked = timed.subList(0, 1);
    Answer answer =
        ask(
            new Question(
                directory.toAbsolutePath().toString(),
                PitwallProcess.PROJECT,
                uris.split(",")[0].replace("redis://", ""),
                asked,
                checked,
                timed,
                seconds));
    compare(pitwall.answer(checked.get(0)), answer.answers().get(0));
    return answer.seconds();
  }

  private static void compare(List<List<Object>> ours, List<List<Object>> theirs) {
    for (int row = 0; row < Math.max(ours.size(), theirs.size()); row++) {
      for (int column = 0; column < ours.get(row).size(); column++) {
        Number one = (Number) ours.get(row).get(column);
        Number other = (Number) theirs.get(row).get(column);
        if (!Objects.equals(real(one), real(other))) {
          throw new IllegalStateException(
              "pitwall and feast do not agree: " + one + " is " + other + " in row " + row);
        }
      }
    }
  }

  private static Double real(Number number) {
    return number == null ? null : (Double) number.doubleValue();
  }

  private Answer ask(Question question) {
    List<String> command = python.command("feast_online", List.of("feast_online.py"));
    return PythonQuestion.ask(command, question, Answer.class);
  }
}
