package dev.pitwall.jdbc.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar in Javas old and new, with the flags that each needs, which are none. */
class JavaVersionsTest {
  private static final String ALLOWED = "--sun-misc-unsafe-memory-access=allow";
  private static final String ANSWERS =
      """
      1|true|127|-32768|2147483647|-9223372036854775808|0.5|3.141592653589793\
      |-1234567890123456.7891|Grüße, 世界|00ff|2024-03-10|2024-03-10T09:30:00.123456Z\
      |[1.5, 2.5]|{k=7}
      2|null|null|null|null|null|null|null|null|null|null|null|null|null|null
      bound: 2147483647
      described: 15
      cancelled: 57014""";

  @TempDir private static Path home;
  private static String jar;
  private static TestServer server;

  @BeforeAll
  static void start() {
    jar = System.getProperty("pitwall.driver.jar");
    assumeTrue(jar != null, "the jar is made by mvnw verify");
    server = new TestServer(home);
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  @Test
  void theOneThatRunsTheTests() throws Exception {
    assertThat(JavaRuntime.ofTests().probe(jar, server.url()))
        .matches(output -> output.replaceAll("(?m)^WARNING: .*\\R", "").equals(ANSWERS));
  }

  @Test
  void twentyOne() throws Exception {
    assertThat(JavaRuntime.install("21.0.8.2").probe(jar, server.url())).isEqualTo(ANSWERS);
  }

  /** It warns of what will need a flag one day, once, and not when the flag is there. */
  @Test
  void twentyFive() throws Exception {
    JavaRuntime java = JavaRuntime.install("25.0.2.1");
    assertThat(java.probe(jar, server.url(), ALLOWED)).isEqualTo(ANSWERS);
    assertThat(java.probe(jar, server.url())).startsWith("WARNING: ").endsWith(ANSWERS);
    assertThat(java.probe(jar, server.url(), "--sun-misc-unsafe-memory-access=deny"))
        .startsWith("08001 this Java lets no program reach memory without " + ALLOWED)
        .contains("dbeaver.ini");
  }
}
