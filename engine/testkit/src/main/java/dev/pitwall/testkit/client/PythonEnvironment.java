package dev.pitwall.testkit.client;

import static org.junit.jupiter.api.Assumptions.abort;

import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A virtual environment of Python, kept from one run to the next. */
public final class PythonEnvironment {
  /** Installs in seconds what pip takes a minute for. */
  private static final String INSTALLER = "uv==0.13.9";

  /** What tells pip where packages are, and by what names its successor is told. */
  private static final Map<String, String> PLACES =
      Map.of("PIP_INDEX_URL", "UV_DEFAULT_INDEX", "PIP_FIND_LINKS", "UV_FIND_LINKS");

  private final Path directory;

  private PythonEnvironment(Path directory) {
    this.directory = directory;
  }

  /**
   * Installs packages for a test, which is skipped where there is no Python.
   *
   * @param name of the directory in {@code target}
   * @param requirements lines as a requirements file has them
   */
  public static PythonEnvironment install(String name, String requirements)
      throws IOException, InterruptedException {
    requirePython();
    return install(Path.of("target", name).toAbsolutePath(), requirements, progress -> {});
  }

  /**
   * Installs packages, once; a change of the requirements installs again.
   *
   * @param requirements lines as a requirements file has them
   * @param progress is told what is installed
   * @throws IOException when there is no Python
   * @throws PitwallException STORE_FAILURE with what the installer said
   */
  public static synchronized PythonEnvironment install(
      Path directory, String requirements, Consumer<String> progress)
      throws IOException, InterruptedException {
    PythonEnvironment environment = new PythonEnvironment(directory);
    Path installed = directory.resolve("installed.txt");
    if (!Files.exists(installed) || !Files.readString(installed).equals(requirements)) {
      progress.accept("installing " + requirements.strip());
      environment.install(requirements);
      Files.writeString(installed, requirements);
    }
    return environment;
  }

  private void install(String requirements) throws IOException, InterruptedException {
    execute(List.of("python3", "-m", "venv", "--clear", directory.toString()));
    Path wanted = Files.writeString(directory.resolve("requirements.txt"), requirements);
    String python = python();
    execute(List.of(python, "-m", "pip", "install", "--quiet", INSTALLER));
    List<String> command = new ArrayList<>(List.of(python, "-m", "uv", "pip", "install"));
    command.addAll(List.of("--quiet", "--python", python));
    command.addAll(List.of("-r", wanted.toString()));
    execute(command);
  }

  /**
   * Runs a script to its end.
   *
   * @return what it printed, also to its standard error
   * @throws PitwallException STORE_FAILURE with what it printed when the script fails
   */
  public String run(Path script, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(python(), script.toString()));
    command.addAll(List.of(arguments));
    return execute(command);
  }

  /** Runs code that is given as text; gives what it printed. */
  public String runCode(String code) throws IOException, InterruptedException {
    return execute(List.of(python(), "-c", code));
  }

  /** The command that starts its Python. */
  public String python() {
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
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    Map<String, String> environment = builder.environment();
    // Of the packages only what is imported is compiled, and nothing beside the tests' scripts.
    environment.put(
        "PYTHONPYCACHEPREFIX", Path.of("target", "python-bytecode").toAbsolutePath().toString());
    PLACES.forEach(
        (told, tell) -> {
          if (environment.containsKey(told)) {
            environment.putIfAbsent(tell, environment.get(told));
          }
        });
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int exit = process.waitFor();
    if (exit != 0) {
      throw new PitwallException(
          ErrorCode.STORE_FAILURE,
          String.join(" ", command) + " ended with " + exit + ": " + output);
    }
    return output;
  }
}
