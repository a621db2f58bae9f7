package dev.pitwall.examples.flights;

import dev.pitwall.cli.script.ScriptStatement;
import dev.pitwall.cli.script.SqlScript;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The example scripts, with the tables where they are. */
public final class ExampleScript {
  private static final String DIRECTORY = "/dev/pitwall/examples/flights/";

  /** What the scripts say, so that they run as they are in a checkout. */
  private static final String WRITTEN_TABLES = ".pitwall/demo/tables/";

  private ExampleScript() {}

  /**
   * The statements of a script.
   *
   * @param tables the directory of the Delta tables
   */
  public static List<String> statements(String name, Path tables) {
    String place = tables.toAbsolutePath().toString().replace("'", "''") + "/";
    return SqlScript.split(text(name).replace(WRITTEN_TABLES, place)).stream()
        .map(ScriptStatement::text)
        .toList();
  }

  private static String text(String name) {
    try (InputStream in = ExampleScript.class.getResourceAsStream(DIRECTORY + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("the example " + name + " cannot be read", e);
    }
  }
}
