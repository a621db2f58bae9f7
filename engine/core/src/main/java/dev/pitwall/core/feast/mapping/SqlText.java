package dev.pitwall.core.feast.mapping;

import java.util.List;
import java.util.stream.Collectors;

/** Writes parts of statements. */
final class SqlText {
  private SqlText() {}

  /** A name, in its case. */
  static String name(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /** A text literal. */
  static String text(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  /** Names with commas between, in parentheses. */
  static String names(List<String> names) {
    return names.stream().map(SqlText::name).collect(Collectors.joining(", ", "(", ")"));
  }

  /** The clause for a comment; nothing when it is empty. */
  static String comment(String comment) {
    return comment.isEmpty() ? "" : " COMMENT " + text(comment);
  }
}
