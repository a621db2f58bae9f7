package dev.pitwall.core.registry;

import static org.junit.jupiter.api.Assumptions.abort;

import dev.pitwall.core.config.EngineConfig.RegistryConfig;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A real PostgreSQL in a process of its own, on a free port of the loopback interface. Needs {@code
 * initdb} and {@code postgres} on the path; without them the test that asks is skipped.
 */
final class PostgresServer implements AutoCloseable {
  private static final String USER = "pitwall";

  private final Path directory;
  private final int port;
  private Process process;

  private PostgresServer(Path directory, int port) {
    this.directory = directory;
    this.port = port;
  }

  /** Starts a server, and waits until it answers. */
  static PostgresServer start() throws IOException, InterruptedException {
    try {
      run(List.of("initdb", "--version"));
    } catch (IOException e) {
      abort("there is no PostgreSQL on the path: " + e.getMessage());
    }
    PostgresServer server =
        new PostgresServer(Files.createTempDirectory("pitwall-postgres"), freePort());
    server.launch();
    return server;
  }

  private void launch() throws IOException, InterruptedException {
    String data = directory.resolve("data").toString();
    if (isRoot()) {
      run(List.of("chown", "postgres", directory.toString()));
    }
    run(asUser("initdb", "-D", data, "-U", USER, "-A", "trust", "-E", "UTF8", "-N"));
    process =
        new ProcessBuilder(
                asUser(
                    "postgres",
                    "-D",
                    data,
                    "-k",
                    directory.toString(),
                    "-p",
                    Integer.toString(port),
                    "-c",
                    "listen_addresses=127.0.0.1",
                    "-c",
                    "fsync=off"))
            .redirectErrorStream(true)
            .start();
    awaitReady(process.inputReader());
  }

  private static void awaitReady(BufferedReader output) throws IOException {
    List<String> said = new ArrayList<>();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.contains("ready to accept connections")) {
        return;
      }
      said.add(line);
    }
    throw new IOException("postgres did not start: " + said);
  }

  /** A registry in a new database. */
  RegistryConfig registry(String database) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url("postgres"), USER, "");
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + database);
    }
    return new RegistryConfig(url(database), Optional.of(USER), Optional.empty());
  }

  private String url(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }

  /** PostgreSQL refuses to run as root; its packages make a user for it. */
  private static List<String> asUser(String... command) {
    List<String> line = new ArrayList<>();
    if (isRoot()) {
      line.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"));
    }
    line.addAll(Arrays.asList(command));
    return line;
  }

  private static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  private static void run(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes());
    if (process.waitFor() != 0) {
      throw new IllegalStateException(command + ": " + output);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() throws IOException, InterruptedException {
    process.destroy();
    process.waitFor();
    run(List.of("rm", "-r", directory.toString()));
  }
}
