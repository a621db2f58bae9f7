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

  /** Starts Pitwall, with the options that this JVM was started with. */
  public RunningContender pitwall() {
    return start(PITWALL, java(PITWALL));
  }

  /** Starts a peer. */
  public RunningContender start(Peer peer) {
    return start(peer.label(), java(peer.label()));
  }

  private RunningContender start(String name, List<String> command) {
    return RunningContender.start(name, command, own(name).resolve("log.txt"));
  }

  private List<String> java(String name) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(ContenderProcess.class.getName());
    command.add(name);
    command.add(own(name).toString());
    return command;
  }

  private Path own(String name) {
    try {
      return Files.createDirectories(directory.resolve(name));
    } catch (IOException e) {
      throw new PitwallException(
          ErrorCode.STORE_FAILURE, "the directory " + directory + " cannot be written to", e);
    }
  }
}
