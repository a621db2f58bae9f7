package dev.pitwall.examples.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** A virtual environment of Python beneath {@code target}, kept from one run to the next. */
public final class PythonEnvironment {
  private final Path directory;

  private PythonEnvironment(Path directory) {
    this.directory = directory;
  }

  /**
   * Installs packages, once; a change of the requirements installs again. Where there is no Python
   * the test that asks is skipped.
   *
   * @param name of the directory in {@code target}
   * @param requirements a file as pip reads it
   */
  public static PythonEnvironment install(String name, Path requirements)
      throws IOException, InterruptedException {
    requirePython();
    Path directory = Path.of("target", name).toAbsolutePath();
    PythonEnvironment environment = new PythonEnvironment(directory);
    Path installed = directory.resolve("installed.txt");
    if (!Files.exists(installed) || Files.mismatch(requirements, installed) != -1) {
      execute(List.of("python3", "-m", "venv", directory.toString()));
      String python = environment.python();
      execute(List.of(python, "-m", "pip", "install", "--quiet", "-r", requirements.toString()));
      Files.copy(requirements, installed, StandardCopyOption.REPLACE_EXISTING);
    }
    return environment;
  }

  /**
   * Runs a script to its end; the test fails when the script does.
   *
   * @return what it printed, also to its standard error
   */
  public String run(Path script, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(python(), "-B", script.toString()));
    command.addAll(List.of(arguments));
    return execute(command);
  }

  private String python() {
    return directory.resolve(Path.of("bin", "python")).toString();
  }

  private static void requirePython() throws InterruptedException {
    try {
      execute(List.of("python3", "--version"));
    } catch (IOException e) {
      System.err.println("SKIPPED: there is no python3 here: " + e.getMessage());
      abort("there is no python3 on the path: " + e.getMessage());
    }
  }

  private static String execute(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as("exit code of %s: %s", command, output).isZero();
    return output;
  }
}
