package dev.pitwall.benchmarks.streaming;

import dev.pitwall.benchmarks.harness.PythonEnvironments;
import dev.pitwall.benchmarks.harness.PythonQuestion;
import dev.pitwall.benchmarks.online.PitwallProcess;
import java.util.List;

/** Reads answers into pandas frames with ADBC, in a Python of its own. */
public final class PandasReader {
  private final PythonEnvironments python;

  /** Prepares. */
  public PandasReader(PythonEnvironments python) {
    this.python = python;
  }

  private record Question(
      String address, String query, List<String> features, int rounds, double warmUpSeconds) {}

  /**
   * What reading an answer took.
   *
   * @param digest the number of rows, then the sum of each feature
   * @param seconds from sending the query to having the frame, of each round
   * @param processorSeconds of the reading process
   */
  public record Reading(List<Double> digest, List<Double> seconds, List<Double> processorSeconds) {}

  /**
   * Reads the answer to a query again and again.
   *
   * @param features the columns to sum up
   * @param warmUpSeconds how long it is read before, at least once
   */
  public Reading read(
      PitwallProcess server,
      String query,
      List<String> features,
      int rounds,
      double warmUpSeconds) {
    String address = "grpc://127.0.0.1:" + server.port();
    return ask(new Question(address, query, features, rounds, warmUpSeconds));
  }

  private Reading ask(Question question) {
    List<String> command = python.command("pandas", List.of("pandas_reader.py", "process_use.py"));
    return PythonQuestion.ask(command, question, Reading.class);
  }
}
