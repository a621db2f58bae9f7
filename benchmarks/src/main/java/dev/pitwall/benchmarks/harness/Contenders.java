package dev.pitwall.benchmarks.harness;

import dev.pitwall.benchmarks.runner.ContenderProcess;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts contenders, which keep files of their own below a directory. */
public final class Contenders {
  /** Pitwall's name among the contenders. */
  public static final String PITWALL = "pitwall";

  private final Path directory;

  public Contenders(Path directory) {
    this.directory = directory.toAbsolutePath().normalize();
  }

  /** Starts the contender of a lane. */
  public RunningContender start(Lane lane) {
    return RunningContender.start(lane.label(), java(lane), own(lane).resolve("log.txt"));
  }

  private List<String> java(Lane lane) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // What the user said of this JVM, for instance its heap, was meant for theirs.
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(ContenderProcess.class.getName());
    command.add(lane.contender());
    command.add(own(lane).toString());
    return command;
  }

  private Path own(Lane lane) {
    try {
      return Files.createDirectories(
          directory.resolve("contenders").resolve(lane.label().replace(' ', '-')));
    } catch (IOException e) {
      throw new PitwallException(
          ErrorCode.STORE_FAILURE, "the directory " + directory + " cannot be written to", e);
    }
  }
}
