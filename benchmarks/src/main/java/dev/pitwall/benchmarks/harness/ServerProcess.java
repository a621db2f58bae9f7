package dev.pitwall.benchmarks.harness;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A server of ours in a JVM of its own, whose first line says where it listens. */
public final class ServerProcess implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 20;

  private final Process process;
  private final BufferedReader out;
  private final Path log;

  private ServerProcess(Process process, Path log) {
    this.process = process;
    this.out = process.inputReader();
    this.log = log;
  }

  /**
   * Starts a class that has a main method.
   *
   * @param log where it writes when something is wrong
   */
  public static ServerProcess start(Path log, Class<?> main, String... arguments) {
    try {
      return new ServerProcess(
          new ProcessBuilder(JavaCommand.of(main, arguments)).redirectError(log.toFile()).start(),
          log);
    } catch (IOException e) {
      throw new UncheckedIOException(main.getSimpleName() + " cannot be started", e);
    }
  }

  /**
   * Waits for the next line that the server prints, and gives what follows the start of it.
   *
   * @throws IllegalStateException when the server ended, or prints something else
   */
  public String awaitLine(String start) {
    try {
      String line = out.readLine();
      if (line == null || !line.startsWith(start)) {
        throw new IllegalStateException(
            "a server said \"" + line + "\" when it started: " + log + " says why");
      }
      return line.substring(start.length());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The process, to ask for what it uses. */
  public ProcessHandle handle() {
    return process.toHandle();
  }

  /** Has the server end, and waits for that. */
  @Override
  public void close() {
    // Process.destroy would close what the server still prints to.
    process.toHandle().destroy();
    try (BufferedReader rest = out) {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
