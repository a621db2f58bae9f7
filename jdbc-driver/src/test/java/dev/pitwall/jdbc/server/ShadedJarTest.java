package dev.pitwall.jdbc.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar that people get: what is in it, and that it needs nothing else. */
class ShadedJarTest {
  private static final String FLAG = "--add-opens=java.base/java.nio=ALL-UNNAMED";
  private static final long MEGABYTES = 1_000_000;

  private String jar;

  @BeforeEach
  void findJar() {
    jar = System.getProperty("pitwall.driver.jar");
    assumeTrue(jar != null, "the jar is made by mvnw verify");
  }

  @Test
  void isSmall() throws IOException {
    assertThat(Files.size(Path.of(jar))).isLessThan(30 * MEGABYTES);
  }

  @Test
  void holdsNoClassThatAnotherJarCouldHold() throws IOException {
    try (JarFile file = new JarFile(jar)) {
      assertThat(file.stream().map(JarEntry::getName))
          .filteredOn(name -> name.endsWith(".class"))
          .isNotEmpty()
          .allMatch(name -> name.startsWith("dev/pitwall/jdbc/"));
    }
  }

  @Test
  void offersOneDriverAndNoServiceOfOthers() throws IOException {
    try (JarFile file = new JarFile(jar)) {
      assertThat(text(file, "META-INF/services/java.sql.Driver").strip())
          .isEqualTo("dev.pitwall.jdbc.PitwallDriver");
      assertThat(file.stream().map(JarEntry::getName))
          .filteredOn(name -> name.matches("META-INF/services/.+"))
          .filteredOn(name -> !name.equals("META-INF/services/java.sql.Driver"))
          .allMatch(name -> name.startsWith("META-INF/services/dev.pitwall.jdbc.shaded."));
    }
  }

  @Test
  void keepsLicenseAndNotice() throws IOException {
    try (JarFile file = new JarFile(jar)) {
      assertThat(file.stream().map(JarEntry::getName))
          .anyMatch(name -> name.startsWith("META-INF/LICENSE"))
          .anyMatch(name -> name.startsWith("META-INF/NOTICE"));
    }
  }

  @Test
  void runsAlone(@TempDir Path home) throws Exception {
    try (TestServer server = new TestServer(home)) {
      assertThat(probe(server.url(), FLAG)).isEqualTo("9 letters at 2024-03-10T09:30:00.123456Z");
      assertThat(probe(server.url()))
          .startsWith("08001 this Java was started without " + FLAG)
          .contains("dbeaver.ini");
    }
  }

  /** What the program says, with the standard error in it: nothing else must be said. */
  private String probe(String url, String... flags) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(flags));
    command.add("-cp");
    command.add(jar + File.pathSeparator + testClasses());
    command.add(JarProbe.class.getName());
    command.add(url);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    process.waitFor();
    return output;
  }

  private static String testClasses() {
    String name = JarProbe.class.getProtectionDomain().getCodeSource().getLocation().getPath();
    return Path.of(name).toString();
  }

  private static String text(JarFile file, String name) throws IOException {
    return new String(
        file.getInputStream(file.getEntry(name)).readAllBytes(), StandardCharsets.UTF_8);
  }
}
