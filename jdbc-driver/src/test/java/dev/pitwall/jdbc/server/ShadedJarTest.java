package dev.pitwall.jdbc.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The jar that people get: what is in it. */
class ShadedJarTest {
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

  private static String text(JarFile file, String name) throws IOException {
    return new String(
        file.getInputStream(file.getEntry(name)).readAllBytes(), StandardCharsets.UTF_8);
  }
}
