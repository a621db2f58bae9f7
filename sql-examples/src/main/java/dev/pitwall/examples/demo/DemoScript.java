package dev.pitwall.examples.demo;

import dev.pitwall.cli.script.ScriptStatement;
import dev.pitwall.cli.script.SqlScript;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The SQL files of the demo. */
public enum DemoScript {
  DEFINITIONS("definitions.sql"),
  MORE_VIEWS("more_views.sql"),
  TRAINING_SET("training_set.sql"),
  TRAINING_SET_FUNCTION("training_set_function.sql"),
  ASOF_JOIN("asof_join.sql"),
  MATERIALIZE("materialize.sql"),
  ONLINE_LOOKUP("online_lookup.sql"),
  WRITING("writing.sql"),
  NEW_TABLE("new_table.sql"),
  MAINTENANCE("maintenance.sql");

  private final String file;

  DemoScript(String file) {
    this.file = file;
  }

  /** The name of the file. */
  public String file() {
    return file;
  }

  /**
   * The statements of the file.
   *
   * @param data the directory of the Delta tables, which takes the place of <code>${data}</code>
   */
  public List<String> statements(Path data) {
    String sql = text().replace("${data}", data.toString().replace("'", "''"));
    return SqlScript.split(sql).stream().map(ScriptStatement::text).toList();
  }

  /** The only statement of a file that has one. */
  public String statement(Path data) {
    List<String> statements = statements(data);
    if (statements.size() != 1) {
      throw new IllegalStateException(file + " has " + statements.size() + " statements");
    }
    return statements.get(0);
  }

  private String text() {
    try (InputStream in = DemoScript.class.getResourceAsStream(file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("the script " + file + " cannot be read", e);
    }
  }
}
