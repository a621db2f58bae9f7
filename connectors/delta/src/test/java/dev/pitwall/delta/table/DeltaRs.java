package dev.pitwall.delta.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Runs scripts with delta-rs for Python, in the version of requirements.txt. */
public final class DeltaRs {
  private static final Path SCRIPTS = Path.of("src", "test", "python");
  private static final Path ENVIRONMENT = Path.of("target", "python").toAbsolutePath();
  private static final Path PYTHON = ENVIRONMENT.resolve(Path.of("bin", "python"));

  private DeltaRs() {}

  /** Installs it, once; the test is skipped where there is no Python. */
  public static synchronized void install() throws IOException, InterruptedException {
    try {
      run(List.of("python3", "--version"));
    } catch (IOException e) {
      System.err.println("SKIPPED: tables of delta-rs are not tested, there is no python3 here");
      abort("there is no python3 on the path: " + e.getMessage());
    }
    Path requirements = SCRIPTS.resolve("requirements.txt");
    Path installed = ENVIRONMENT.resolve("installed.txt");
    if (!Files.exists(installed) || Files.mismatch(requirements, installed) != -1) {
      run(List.of("python3", "-m", "venv", ENVIRONMENT.toString()));
      run(List.of(PYTHON.toString(), "-m", "pip", "install", "-q", "-r", requirements.toString()));
      Files.copy(requirements, installed, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Runs a script of src/test/python; gives what it writes. */
  public static String run(String script, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(PYTHON.toString());
    command.add(SCRIPTS.resolve(script).toString());
    Arrays.stream(arguments).filter(argument -> !argument.isEmpty()).forEach(command::add);
    return run(command);
  }

  private static String run(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as("exit code of %s: %s", command, output).isZero();
    return output;
  }
}
