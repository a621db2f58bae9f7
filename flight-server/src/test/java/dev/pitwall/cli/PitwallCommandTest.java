package dev.pitwall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class PitwallCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void tellsItsVersion() {
    assertThat(run("--version")).isZero();
    assertThat(out.toString()).startsWith("pitwall ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sql --output-format xml -e 1 | is none of ALIGNED",
        "sql --server nowhere -e 1    | is not HOST:PORT",
        "sql --server h:1/lake -e 1   | is not HOST:PORT",
        "sql --server grpc://me:pw@h:1 -e 1 | name one with --user",
        "sql -e 1 -f x                | mutually exclusive",
        "sql --data d --server h:1    | mutually exclusive",
        "apply                        | Missing required parameter",
        "serve                        | serve",
      })
  void badUsageIsExitCodeTwo(String arguments, String message) {
    assertThat(run(arguments.split(" "))).isEqualTo(2);
    assertThat(err.toString()).startsWith("error: ").contains(message).doesNotContain("me:pw");
  }

  @Test
  void aServerThatIsNotThereIsOneLine() {
    assertThat(run("sql", "--server", "127.0.0.1:1", "--execute", "SELECT 1")).isEqualTo(1);
    assertThat(err.toString().lines()).hasSize(1);
    assertThat(err.toString())
        .startsWith("error: ")
        .contains("the server cannot be reached")
        .doesNotContain("Exception", "\tat ");
  }

  /** As the port of health and metrics does. */
  @Test
  void aServerOfSomethingElseIsOneLineThatSaysWhatToCheck() throws IOException {
    HttpServer http = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    http.start();
    try {
      String place = "127.0.0.1:" + http.getAddress().getPort();
      assertThat(run("sql", "--server", place, "--execute", "SELECT 1")).isEqualTo(1);
      assertThat(err.toString().lines())
          .containsExactly(
              "error: what listens on "
                  + place
                  + " does not speak Flight SQL, or only encrypted: check the port, or write"
                  + " grpc+tls://"
                  + place
                  + " [STORE_UNAVAILABLE, 08006]");
    } finally {
      http.stop(0);
    }
  }

  @Test
  void aMissingScriptIsOneLine(@TempDir Path directory) {
    Path file = directory.resolve("none.sql");
    assertThat(run("apply", file.toString())).isEqualTo(1);
    assertThat(err.toString().lines())
        .containsExactly("error: there is no file " + file + " [INVALID_VALUE, 22000]");
  }

  private int run(String... arguments) {
    CommandLine commands = PitwallCommand.commandLine();
    return commands.setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(arguments);
  }
}
