package dev.pitwall.benchmarks.streaming;

import dev.pitwall.benchmarks.harness.JavaCommand;
import dev.pitwall.benchmarks.online.PitwallProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** A {@link BareFlight} in a process of its own. */
public final class BareFlightProcess implements AutoCloseable {
  private final Process process;
  private final int port;

  private BareFlightProcess(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /**
   * Starts a server that sends what another one answers.
   *
   * @param log where it writes when something is wrong
   */
  public static BareFlightProcess start(PitwallProcess origin, String query, Path log) {
    try {
      Process process =
          new ProcessBuilder(JavaCommand.of(BareFlight.class, String.valueOf(origin.port()), query))
              .redirectError(log.toFile())
              .start();
      return new BareFlightProcess(process, port(process.inputReader().readLine(), log));
    } catch (IOException e) {
      throw new UncheckedIOException("the bare server cannot be started", e);
    }
  }

  private static int port(String line, Path log) {
    if (line == null) {
      throw new IllegalStateException("the bare server did not start: " + log + " says why");
    }
    return Integer.parseInt(line);
  }

  int port() {
    return port;
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  @Override
  public void close() {
    process.destroy();
  }
}
