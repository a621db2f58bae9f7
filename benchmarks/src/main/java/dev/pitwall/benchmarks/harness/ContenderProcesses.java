package dev.pitwall.benchmarks.harness;

import dev.pitwall.benchmarks.runner.ContenderProcess;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Starts each contender in a process of its own, so that its memory can be told from the others'.
 * It waits while the others run.
 */
public final class ContenderProcesses implements Contenders {
  private static final String JAVA_HOME = System.getProperty("java.home");

  private final Path directory;
  private final PythonEnvironments python;

  /**
   * Starts contenders that keep files of their own below a directory.
   *
   * @param progress is told what is installed there
   */
  public ContenderProcesses(Path directory, Consumer<String> progress) {
    this.directory = directory.toAbsolutePath().normalize();
    this.python = new PythonEnvironments(this.directory.resolve("python"), progress);
  }

  @Override
  public RunningContender start(Lane lane) {
    Path own = own(lane);
    List<String> command = new ArrayList<>(command(lane.contender()));
    command.add(lane.contender());
    command.add(own.toString());
    Path log = own.resolve("log.txt");
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(log.toFile());
    builder.environment().put("JAVA_HOME", JAVA_HOME);
    try {
      Process process = builder.start();
      return new RunningContender(
          lane.label() + " (logs to " + log + ")",
          process.getInputStream(),
          process.getOutputStream(),
          () -> end(process));
    } catch (IOException e) {
      throw new PitwallException(
          ErrorCode.STORE_FAILURE, lane.label() + " cannot be started: " + command.get(0), e);
    }
  }

  private List<String> command(String contender) {
    return Peer.byLabel(contender)
        .filter(Peer::isPython)
        .map(python::command)
        .orElseGet(() -> JavaCommand.of(ContenderProcess.class));
  }

  private Path own(Lane lane) {
    Path own = directory.resolve("contenders").resolve(lane.label().replace(' ', '-'));
    try {
      return Files.createDirectories(own);
    } catch (IOException e) {
      throw new PitwallException(
          ErrorCode.STORE_FAILURE, "the directory " + own + " cannot be made", e);
    }
  }

  private static void end(Process process) {
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
