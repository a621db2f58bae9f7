package dev.pitwall.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pitwall.examples.python.PythonEnvironment;
import dev.pitwall.flight.PitwallServer;
import dev.pitwall.flight.config.ServerConfig;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the Python examples, with the clients in the versions of requirements.txt. */
class PythonClientsTest {
  private static final Path SCRIPTS = Path.of("python");

  @TempDir static Path home;

  private static PythonEnvironment python;
  private static FlightsEngine flights;
  private static PitwallServer server;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    python = PythonEnvironment.install("python", SCRIPTS.resolve("requirements.txt"));
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

  @Test
  void adbcLooksUpByParameters() throws IOException, InterruptedException {
    DemoScript.MATERIALIZE.statements(flights.data()).forEach(sql -> flights.run(sql, batch -> {}));
    assertThat(script("adbc_prepared_lookup.py"))
        .contains("??: None NOT_FOUND")
        .contains("bound rows: ['PRESENT', 'PRESENT']")
        .contains("UA=PRESENT B6=PRESENT ??=NOT_FOUND");
  }

  private static String script(String name) throws IOException, InterruptedException {
    return python.run(SCRIPTS.resolve(name), "grpc://127.0.0.1:" + server.port());
  }
}
