package dev.pitwall.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pitwall.flight.PitwallServer;
import dev.pitwall.flight.config.ServerConfig;
import dev.pitwall.testkit.client.PythonEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
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
    python =
        PythonEnvironment.install("python", Files.readString(SCRIPTS.resolve("requirements.txt")));
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
  void lookupsTakeParameters() throws IOException, InterruptedException {
    DemoScript.MATERIALIZE.statements(flights.data()).forEach(sql -> flights.run(sql, batch -> {}));
    assertThat(script("adbc_prepared_lookup.py"))
        .contains("??: None NOT_FOUND")
        .contains("bound rows: ['PRESENT', 'PRESENT']")
        .contains("UA=PRESENT B6=PRESENT ??=NOT_FOUND");
    assertThat(script("pyarrow_lookup.py")).contains("UA=PRESENT\nB6=PRESENT ??=NOT_FOUND");
  }

  @Test
  void adbcUploadsASpine() throws IOException, InterruptedException {
    assertThat(script("adbc_upload_spine.py"))
        .contains("refused: ALREADY_EXISTS: [FlightSQL] there is a temporary table spine already")
        .contains("sent=1000 appended=10 joined=1000 same=True")
        .contains("known: UA=334 ZZ=0 temp=");
  }

  @Test
  void aTrainingJobJoinsTenViewsIntoAFrameAndAFile() throws IOException, InterruptedException {
    DemoScript.MORE_VIEWS.statements(flights.data()).forEach(sql -> flights.run(sql, batch -> {}));
    Path file = home.resolve("training.parquet");
    assertThat(script("training_job.py", file.toString()))
        .contains("sent=8087 views=10 columns=28 joined=8087 written=8087 same=True");
  }

  /**
   * PyTorch is too large to be fetched here; where it is installed, it has to give all rows, too.
   */
  @Test
  void batchesFeedAModel() throws IOException, InterruptedException {
    String rows = "rows=327346 ";
    String output = script("training_batches.py");
    assertThat(output)
        .contains("epoch=0 " + rows + "late=77630 largest=1024 inputs=5 float32")
        .contains("epoch=1 " + rows);
    if (!output.contains("torch is not installed")) {
      assertThat(output).contains("torch: workers=0 " + rows, "torch: workers=2 " + rows);
    }
  }

  @Test
  void adbcAppendsToADeltaTable() throws IOException, InterruptedException {
    Path copy = home.resolve("carriers");
    copy(flights.data().resolve("carrier_delays"), copy);
    flights.run("CREATE OR REPLACE TABLE carriers FROM DELTA '" + copy + "'", batch -> {});
    String output =
        python.run(
            Path.of("src/test/python/clients/append_rows.py"), "grpc://127.0.0.1:" + server.port());
    assertThat(output)
        .contains("broke off: ")
        .contains("appended=2 flights=[(None,), (7,)] added=2 commits=2");
  }

  @Test
  void adbcSetsTheSchema() throws IOException, InterruptedException {
    String output =
        python.run(
            Path.of("src/test/python/clients/schema.py"), "grpc://127.0.0.1:" + server.port());
    assertThat(output).contains("'' history -> online online").contains("refused: ");
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file)));
      }
    }
  }

  private static String script(String name, String... arguments)
      throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of("grpc://127.0.0.1:" + server.port()));
    all.addAll(List.of(arguments));
    return python.run(SCRIPTS.resolve(name), all.toArray(String[]::new));
  }
}
