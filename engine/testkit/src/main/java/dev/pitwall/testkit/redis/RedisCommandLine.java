package dev.pitwall.testkit.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Runs redis-cli. */
final class RedisCommandLine {
  /**
   * What it said.
   *
   * @param exit its exit code
   * @param output its standard output and error, without white space around
   */
  record Answer(int exit, String output) {
    String orThrow() {
      // Errors of the server do not show in the exit code.
      if (exit != 0 || output.matches("(?s)(ERR|NOAUTH|WRONGPASS|NOPERM|CLUSTERDOWN|OOM) .*")) {
        throw new IllegalStateException(output);
      }
      return output;
    }
  }

  private RedisCommandLine() {}

  static Answer run(String host, int port, List<String> command) {
    List<String> line = new ArrayList<>(List.of("-h", host, "-p", Integer.toString(port)));
    line.addAll(command);
    return run(line);
  }

  static Answer run(List<String> arguments) {
    // A server that was stopped never answers, and redis-cli waits for it.
    List<String> line = new ArrayList<>(List.of("timeout", "30", "redis-cli"));
    line.addAll(arguments);
    try {
      Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
      return new Answer(process.waitFor(), output);
    } catch (IOException e) {
      throw new UncheckedIOException("redis-cli could not be run", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
