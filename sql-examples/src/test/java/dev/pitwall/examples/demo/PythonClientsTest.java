package dev.pitwall.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.pitwall.flight.PitwallServer;
import dev.pitwall.flight.config.ServerConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the Python examples, with the clients in the versions of requirements.txt. */
class PythonClientsTest {
  private static final Path SCRIPTS = Path.of("python");
  private static final Path ENVIRONMENT = Path.of("target", "python").toAbsolutePath();
  private static final Path PYTHON = ENVIRONMENT.resolve(Path.of("bin", "python"));

  @TempDir static Path home;

  private static FlightsEngine flights;
  private static PitwallServer server;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    requirePython();
    installClients();
    flights = new FlightsEngine(home);
    server = PitwallServer.start(ServerConfig.onLoopback(0), flights.engine());
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
    if (flights != null) {
      flights.close();
    }
  }

  @Test
  void adbcReadsTheTrainingSetIntoPandas() throws IOException, InterruptedException {
    assertThat(script("adbc_training_set.py")).contains("rows=336776 late=77630 united=58665");
  }

  @Test
  void pyarrowReadsAnAsOfJoin() throws IOException, InterruptedException {
    assertThat(script("pyarrow_flight.py"))
        .contains("observed: timestamp[us, tz=UTC]")
        .contains("rows=336776 observed=");
  }

  private static String script(String name) throws IOException, InterruptedException {
    return run(
        List.of(
            PYTHON.toString(),
            SCRIPTS.resolve(name).toString(),
            "grpc://127.0.0.1:" + server.port()));
  }

  private static void requirePython() throws InterruptedException {
    try {
      run(List.of("python3", "--version"));
    } catch (IOException e) {
      System.err.println("SKIPPED: the Python clients are not tested, there is no python3 here");
      abort("there is no python3 on the path: " + e.getMessage());
    }
  }

  /** Installs once; a change of the requirements installs again. */
  private static void installClients() throws IOException, InterruptedException {
    Path requirements = SCRIPTS.resolve("requirements.txt");
    Path installed = ENVIRONMENT.resolve("installed.txt");
    if (Files.exists(installed) && Files.mismatch(requirements, installed) == -1) {
      return;
    }
    run(List.of("python3", "-m", "venv", ENVIRONMENT.toString()));
    run(
        List.of(
            PYTHON.toString(), "-m", "pip", "install", "--quiet", "-r", requirements.toString()));
    Files.copy(requirements, installed, StandardCopyOption.REPLACE_EXISTING);
  }

  private static String run(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as("exit code of %s: %s", command, output).isZero();
    return output;
  }
}
