package dev.pitwall.testkit.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import net.hydromatic.quidem.Quidem;

/**
 * Runs a script of statements and expected answers ({@code .iq}, see Quidem) and compares what
 * comes with what the script says.
 */
public final class SqlScriptCheck {
  private SqlScriptCheck() {}

  /** Runs a script; fails with the difference, and leaves the actual output in a file. */
  public static void run(Path script, Path actualOutput, ConnectionSource connections)
      throws IOException {
    String expected = Files.readString(script);
    StringWriter actual = new StringWriter();
    Quidem.Config config =
        Quidem.configBuilder()
            .withReader(new StringReader(expected))
            .withWriter(actual)
            .withConnectionFactory((name, reference) -> connections.open())
            .build();
    new Quidem(config).execute();
    Files.createDirectories(actualOutput.getParent());
    Files.writeString(actualOutput, actual.toString());
    assertThat(actual.toString()).as("output of %s", script).isEqualTo(expected);
  }

  /** Opens the connection that {@code !use} asks for. */
  @FunctionalInterface
  public interface ConnectionSource {
    Connection open() throws Exception;
  }
}
