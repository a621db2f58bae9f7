package dev.pitwall.jdbc.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pitwall.jdbc.config.ConnectionProperty;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the page about the driver says is so: its example runs, and its table has every property.
 */
class DocumentationTest {
  private static final String URL_ON_THE_PAGE = "jdbc:pitwall://127.0.0.1:31337";

  @TempDir private Path directory;

  @Test
  void theExampleRuns() throws Exception {
    String page = page();
    int start = page.indexOf("```java\n") + "```java\n".length();
    String example = page.substring(start, page.indexOf("```", start));
    assertThat(example).contains(URL_ON_THE_PAGE);
    try (TestServer server = new TestServer(directory)) {
      assertThat(run(example.replace(URL_ON_THE_PAGE, server.url()))).isEqualTo("1: 0.5, 2: null");
    }
  }

  @Test
  void thePageHasEveryProperty() throws IOException {
    String page = page();
    for (ConnectionProperty property : ConnectionProperty.values()) {
      assertThat(page).contains("`" + property.key() + "`");
    }
  }

  private static String page() throws IOException {
    return Files.readString(Path.of("..", "docs", "clients", "jdbc.md"));
  }

  /** Compiles statements into a class, runs them, and gives the lines that they print. */
  private String run(String statements) throws Exception {
    String method = statements.replace("System.out.println(", "lines.add(");
    Path source =
        Files.writeString(
            directory.resolve("Example.java"),
            """
            import java.sql.*;
            public class Example {
              public static String run() throws SQLException {
                var lines = new java.util.ArrayList<String>();
                %s
                return String.join(", ", lines);
              }
            }
            """
                .formatted(method));
    assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, source.toString()))
        .isZero();
    URL[] classes = {directory.toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(classes, getClass().getClassLoader())) {
      return (String) loader.loadClass("Example").getMethod("run").invoke(null);
    }
  }
}
