package dev.pitwall.testkit.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A real Redis in a process of its own, on a free port of the loopback interface; it keeps nothing
 * on disk. Needs {@code redis-server} and {@code redis-cli} on the path.
 */
public final class RedisServer implements AutoCloseable {
  private static final String HOST = "127.0.0.1";
  private static final Duration START = Duration.ofSeconds(20);

  private final int port;
  private final Path directory;
  private final List<String> options;
  private final Thread atExit = new Thread(this::kill);
  private Process process;

  private RedisServer(int port, List<String> options) throws IOException {
    this.port = port;
    this.directory = Files.createTempDirectory("pitwall-redis");
    this.options = List.copyOf(options);
  }

  /**
   * Starts a server, and waits until it answers.
   *
   * @param options as on its command line, for instance {@code --maxmemory}, {@code 10mb}
   */
  public static RedisServer start(String... options) {
    try {
      RedisServer server = new RedisServer(freePort(), List.of(options));
      Runtime.getRuntime().addShutdownHook(server.atExit);
      server.launch();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException("redis-server could not be started", e);
    }
  }

  /** A port that nobody listens on, up to the next who looks for one. */
  public static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void launch() throws IOException {
    List<String> line = new ArrayList<>(List.of("redis-server"));
    line.addAll(List.of("--port", Integer.toString(port), "--bind", HOST));
    line.addAll(List.of("--dir", directory.toString(), "--save", "", "--appendonly", "no"));
    line.addAll(List.of("--enable-debug-command", "local", "--repl-diskless-sync-delay", "0"));
    line.addAll(options);
    process =
        new ProcessBuilder(line)
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("log").toFile())
            .start();
    Await.until("redis-server on port " + port + " answers", START, this::answers);
  }

  private boolean answers() {
    return RedisCommandLine.run(HOST, port, List.of("PING")).output().matches("PONG|NOAUTH.*");
  }

  public int port() {
    return port;
  }

  /** Its address, without a password. */
  public String uri() {
    return "redis://" + HOST + ":" + port;
  }

  /** The host and port, as redis-cli and clusters name it. */
  public String address() {
    return HOST + ":" + port;
  }

  /**
   * Runs a command.
   *
   * @return what the server answered, as redis-cli prints it
   * @throws IllegalStateException with the server's error
   */
  public String call(String... command) {
    return RedisCommandLine.run(HOST, port, List.of(command)).orThrow();
  }

  /** Ends the process at once, as a crash would. */
  public void kill() {
    if (process != null) {
      process.destroyForcibly();
      process.onExit().orTimeout(10, TimeUnit.SECONDS).join();
    }
  }

  /** Starts it again after {@link #kill}, on the same port and empty. */
  public void restart() {
    try {
      launch();
    } catch (IOException e) {
      throw new UncheckedIOException("redis-server could not be started", e);
    }
  }

  /** Stops the process without ending it: its connections stay, and nobody answers. */
  public void pause() {
    signal("-STOP");
  }

  /** Lets it go on after {@link #pause}. */
  public void resume() {
    signal("-CONT");
  }

  private void signal(String name) {
    try {
      Process kill = new ProcessBuilder("kill", name, Long.toString(process.pid())).start();
      if (kill.waitFor() != 0) {
        throw new IllegalStateException(
            "kill " + name + ": " + new String(kill.getErrorStream().readAllBytes(), UTF_8));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  @Override
  public void close() {
    kill();
    Runtime.getRuntime().removeShutdownHook(atExit);
    deleteFiles();
  }

  private void deleteFiles() {
    try (var files = Files.list(directory)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
      Files.delete(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
