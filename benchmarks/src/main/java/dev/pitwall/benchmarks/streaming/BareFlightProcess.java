package dev.pitwall.benchmarks.streaming;

import dev.pitwall.benchmarks.harness.JavaCommand;
import dev.pitwall.benchmarks.online.FlightLookups;
import dev.pitwall.benchmarks.online.LookupClient;
import dev.pitwall.benchmarks.online.PitwallProcess;
import dev.pitwall.benchmarks.online.ServingViews;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A bare server in a process of its own. */
public final class BareFlightProcess implements AutoCloseable {
  private final Process process;
  private final int port;

  private BareFlightProcess(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /**
   * Starts a {@link BareFlight} that sends what another server answers.
   *
   * @param log where it writes when something is wrong
   */
  public static BareFlightProcess start(PitwallProcess origin, String query, Path log) {
    return start(JavaCommand.of(BareFlight.class, String.valueOf(origin.port()), query), log);
  }

  /**
   * Starts {@link BareLookups} that send what another server answers to so many keys.
   *
   * @param log where it writes when something is wrong
   */
  public static BareFlightProcess startLookups(
      PitwallProcess origin, ServingViews views, List<Integer> keys, Path log) {
    List<String> arguments = new ArrayList<>();
    arguments.add(String.valueOf(origin.port()));
    arguments.add(views.lookup());
    keys.forEach(count -> arguments.add(count.toString()));
    return start(JavaCommand.of(BareLookups.class, arguments.toArray(String[]::new)), log);
  }

  private static BareFlightProcess start(List<String> command, Path log) {
    try {
      Process process = new ProcessBuilder(command).redirectError(log.toFile()).start();
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

  /** Connects for lookups. */
  public LookupClient connect(ServingViews views) {
    return new FlightLookups(views, port);
  }

  @Override
  public void close() {
    process.destroy();
  }
}
