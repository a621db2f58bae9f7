package dev.pitwall.benchmarks.streaming;

import dev.pitwall.benchmarks.harness.ServerProcess;
import dev.pitwall.benchmarks.online.BoundLookups;
import dev.pitwall.benchmarks.online.ExchangedLookups;
import dev.pitwall.benchmarks.online.LookupClient;
import dev.pitwall.benchmarks.online.PitwallProcess;
import dev.pitwall.benchmarks.online.ServingViews;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A bare server in a process of its own. */
public final class BareFlightProcess implements AutoCloseable {
  private final ServerProcess process;
  private final int port;

  private BareFlightProcess(ServerProcess process) {
    this.process = process;
    this.port = Integer.parseInt(process.awaitLine(""));
  }

  /**
   * Starts a {@link BareFlight} that sends what another server answers.
   *
   * @param log where it writes when something is wrong
   */
  public static BareFlightProcess start(PitwallProcess origin, String query, Path log) {
    return new BareFlightProcess(
        ServerProcess.start(log, BareFlight.class, String.valueOf(origin.port()), query));
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
    return new BareFlightProcess(
        ServerProcess.start(log, BareLookups.class, arguments.toArray(String[]::new)));
  }

  int port() {
    return port;
  }

  ProcessHandle handle() {
    return process.handle();
  }

  /** Connects, for lookups by the calls of Flight SQL. */
  public LookupClient connect(ServingViews views) {
    return new BoundLookups(views, port);
  }

  /** Connects, for lookups by one call each. */
  public LookupClient connectForExchange(ServingViews views) {
    return new ExchangedLookups(views, port);
  }

  @Override
  public void close() {
    process.close();
  }
}
