package dev.pitwall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pitwall.cli.connect.ClientAnswer;
import dev.pitwall.cli.connect.RemoteClient;
import dev.pitwall.cli.connect.ServerAddress;
import dev.pitwall.testkit.client.JavaProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server as users start it, that is sent SIGTERM while it answers. */
class ServerStopTest {
  /** More than is kept for a client that does not read. */
  private static final String MILLION =
      "SELECT a.n AS a, b.n AS b, c.n AS c, d.n AS d, e.n AS e, f.n AS f"
          + " FROM ten a, ten b, ten c, ten d, ten e, ten f";

  @TempDir private Path directory;

  @Test
  void isNotReadyAtOnceAndEndsAfterItsAnswers() throws Exception {
    Process server = start();
    try (BufferedReader out = server.inputReader();
        RemoteClient client =
            RemoteClient.connect(
                ServerAddress.parse(told(out, "listening on grpc://")), Optional.empty())) {
      URI readyz = URI.create(told(out, "health and metrics on ") + "/readyz");
      client
          .run(
              "CREATE TEMPORARY TABLE ten AS SELECT CAST(n AS BIGINT) AS n"
                  + " FROM (VALUES 0, 1, 2, 3, 4, 5, 6, 7, 8, 9) AS t (n)")
          .close();
      try (ClientAnswer answer = client.run(MILLION)) {
        long rows = answer.next().getRowCount();
        assertThat(status(readyz)).isEqualTo(200);
        assertThat(endOfHalfARequest(readyz)).isEqualTo(-1);
        // Process.destroy would close the stream that is read here.
        server.toHandle().destroy();
        assertThat(out.readLine()).isEqualTo("stopping; running answers have 3600 s to end");
        assertThat(status(readyz)).isEqualTo(503);
        for (VectorSchemaRoot batch = answer.next(); batch != null; batch = answer.next()) {
          rows += batch.getRowCount();
        }
        assertThat(rows).isEqualTo(1_000_000);
      }
      server.waitFor();
    } finally {
      server.destroyForcibly();
    }
  }

  private static String told(BufferedReader out, String start) throws IOException {
    String line = out.readLine();
    assertThat(line).startsWith(start);
    return line.substring(start.length()).replace(" (Ctrl-C stops)", "");
  }

  private static int status(URI page) throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(page).build(), BodyHandlers.discarding())
        .statusCode();
  }

  /** What comes when a request is begun and not ended. */
  private static int endOfHalfARequest(URI page) throws IOException {
    try (Socket half = new Socket(page.getHost(), page.getPort())) {
      half.getOutputStream().write("GET /livez".getBytes(StandardCharsets.US_ASCII));
      return half.getInputStream().read();
    }
  }

  private Process start() throws IOException {
    Path config = directory.resolve("pitwall.yaml");
    Files.writeString(
        config,
        String.join(
            "\n",
            "data: " + directory.resolve("data"),
            "server:",
            "  port: 0",
            "  drain_timeout: 1h",
            "metrics:",
            "  port: 0",
            ""));
    return JavaProcess.of(PitwallCommand.class, "server", "--config", config.toString()).start();
  }
}
