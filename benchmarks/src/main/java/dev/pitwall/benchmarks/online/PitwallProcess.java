package dev.pitwall.benchmarks.online;

import dev.pitwall.benchmarks.data.FileTree;
import dev.pitwall.benchmarks.harness.ServerProcess;
import dev.pitwall.cli.PitwallCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code pitwall server} in a process of its own. */
public final class PitwallProcess implements AutoCloseable {
  /** The Feast project whose rows it keeps. */
  public static final String PROJECT = "bench";

  private static final String GREETING = "listening on grpc://127.0.0.1:";
  private static final String METRICS = "health and metrics on ";

  private final ServerProcess process;
  private final int port;

  private PitwallProcess(ServerProcess process) {
    this.process = process;
    this.port = Integer.parseInt(process.awaitLine(GREETING).split(" ")[0]);
  }

  /**
   * Starts a server with an empty catalog.
   *
   * @param directory for its files, emptied first
   * @param redis the servers, as {@code stores.redis.uris} names them
   */
  public static PitwallProcess start(Path directory, String redis) {
    return start(directory, onRedis(redis));
  }

  /** Starts the same server, which also tells metrics, on a port of its own. */
  public static PitwallProcess startWithMetrics(Path directory, String redis) {
    List<String> settings = new ArrayList<>(onRedis(redis));
    settings.addAll(List.of("metrics:", "  port: 0"));
    return start(directory, settings);
  }

  private static List<String> onRedis(String uris) {
    return List.of(
        "online_store: redis",
        "stores:",
        "  redis:",
        "    uris: " + uris,
        "    project: " + PROJECT,
        // A JVM that starts on a busy machine takes longer to connect than the usual half second.
        "    connect_timeout: 5s");
  }

  /**
   * Starts a server with an empty catalog and no store but its own files.
   *
   * @param directory for its files, emptied first
   */
  public static PitwallProcess start(Path directory) {
    return start(directory, List.of());
  }

  private static PitwallProcess start(Path directory, List<String> settings) {
    FileTree.delete(directory);
    try {
      Files.createDirectories(directory);
      Path config = directory.resolve("pitwall.yaml");
      Files.write(config, config(directory, settings));
      return new PitwallProcess(
          ServerProcess.start(
              directory.resolve("log.txt"),
              PitwallCommand.class,
              "server",
              "--config",
              config.toString()));
    } catch (IOException e) {
      throw new UncheckedIOException("the server cannot be started", e);
    }
  }

  private static List<String> config(Path directory, List<String> settings) {
    List<String> lines = new ArrayList<>(settings);
    lines.add("data: " + directory.resolve("data").toAbsolutePath());
    lines.addAll(List.of("server:", "  port: 0"));
    return lines;
  }

  /** Where it listens, on loopback. */
  public int port() {
    return port;
  }

  /**
   * Reads where the server tells its metrics; once, of one that was started with them.
   *
   * @return a URL of HTTP
   */
  public String metrics() {
    return process.awaitLine(METRICS);
  }

  /** The process, to ask for what it uses. */
  public ProcessHandle handle() {
    return process.handle();
  }

  /** Runs statements one after the other. */
  public void run(List<String> statements) {
    try (Statements client = new Statements(port)) {
      statements.forEach(client::rows);
    }
  }

  /**
   * Defines views, copies them online, and has that checked.
   *
   * @return how many keys are online, of all views together
   */
  public long serve(ServingViews views) {
    try (Statements client = new Statements(port)) {
      views.definitions().forEach(client::rows);
      client.rows(views.materialization());
      long keys = 0;
      for (List<Object> view : client.rows(views.check())) {
        if (!Long.valueOf(0).equals(view.get(3))) {
          throw new IllegalStateException("CHECK MATERIALIZATION found differences: " + view);
        }
        keys += (Long) view.get(2);
      }
      return keys;
    }
  }

  /** Connects, for lookups by the calls of Flight SQL. */
  public LookupClient connect(ServingViews views) {
    return new BoundLookups(views, port);
  }

  /** Connects, for lookups by one call each. */
  public LookupClient connectForExchange(ServingViews views) {
    return new ExchangedLookups(views, port);
  }

  /** Copies every row once more, and gives how many seconds it took. */
  public double secondsToMaterialize(ServingViews views) {
    try (Statements client = new Statements(port)) {
      long start = System.nanoTime();
      client.rows(views.materialization() + " FROM TIMESTAMP '2000-01-01 00:00:00'");
      return (System.nanoTime() - start) / 1e9;
    }
  }

  @Override
  public void close() {
    process.close();
  }
}
