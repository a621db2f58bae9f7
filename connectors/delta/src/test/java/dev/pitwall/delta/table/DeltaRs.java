package dev.pitwall.delta.table;

import dev.pitwall.testkit.client.PythonEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Runs scripts with delta-rs for Python, in the version of requirements.txt. */
public final class DeltaRs {
  private static final Path SCRIPTS = Path.of("src", "test", "python");

  private DeltaRs() {}

  /** Runs a script of src/test/python; gives what it writes. Empty arguments are left out. */
  public static String run(String script, String... arguments)
      throws IOException, InterruptedException {
    String[] given =
        Arrays.stream(arguments).filter(argument -> !argument.isEmpty()).toArray(String[]::new);
    return environment().run(SCRIPTS.resolve(script), given);
  }

  private static PythonEnvironment environment() throws IOException, InterruptedException {
    return PythonEnvironment.install(
        "python", Files.readString(SCRIPTS.resolve("requirements.txt")));
  }
}
