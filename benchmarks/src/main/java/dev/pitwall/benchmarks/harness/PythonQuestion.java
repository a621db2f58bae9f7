package dev.pitwall.benchmarks.harness;

import dev.pitwall.benchmarks.protocol.ProtocolLines;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A Python script that reads one line with a question, and writes one with its answer. */
public final class PythonQuestion {
  private PythonQuestion() {}

  /**
   * Runs a script.
   *
   * @param command that starts it
   * @throws IllegalStateException when it ends without an answer; its standard error says why
   */
  public static <T extends Record> T ask(List<String> command, Record question, Class<T> answer) {
    try {
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      try (PrintStream to =
              new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
          BufferedReader from = process.inputReader()) {
        to.println(ProtocolLines.write(question));
        String line = from.readLine();
        if (line == null) {
          throw new IllegalStateException(command + " ended without an answer");
        }
        return ProtocolLines.read(line, answer);
      } finally {
        process.destroy();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(command + " cannot be started", e);
    }
  }
}
