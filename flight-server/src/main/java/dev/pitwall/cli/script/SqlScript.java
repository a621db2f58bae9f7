package dev.pitwall.cli.script;

import dev.pitwall.spi.error.SourcePosition;
import java.util.ArrayList;
import java.util.List;

/**
 * Splits a script into statements at its semicolons, but for those in texts, quoted names and
 * comments.
 */
public final class SqlScript {
  private final String script;
  private final List<ScriptStatement> statements = new ArrayList<>();
  private int position;
  private int line = 1;
  private int lineStart;
  private boolean open;

  private SqlScript(String script) {
    this.script = script;
  }

  /** The statements, in order; comments alone are none. */
  public static List<ScriptStatement> split(String script) {
    SqlScript splitter = new SqlScript(script);
    while (splitter.next()) {}
    return List.copyOf(splitter.statements);
  }

  /** Whether nothing is missing: no statement is without its semicolon. */
  public static boolean isWhole(String script) {
    SqlScript splitter = new SqlScript(script);
    while (splitter.next()) {}
    return !splitter.open;
  }

  private boolean next() {
    skipBlanks();
    if (position >= script.length()) {
      return false;
    }
    int start = position;
    SourcePosition place = new SourcePosition(line, start - lineStart + 1);
    while (position < script.length() && script.charAt(position) != ';') {
      skipToken();
    }
    String text = script.substring(start, position).stripTrailing();
    open = position >= script.length();
    if (!text.isEmpty()) {
      statements.add(new ScriptStatement(text, place));
    }
    advance();
    return true;
  }

  /** Skips white space and comments between statements. */
  private void skipBlanks() {
    while (position < script.length()) {
      if (Character.isWhitespace(script.charAt(position))) {
        advance();
      } else if (!skipComment()) {
        return;
      }
    }
  }

  private void skipToken() {
    char c = script.charAt(position);
    if (c == '\'' || c == '"') {
      // A doubled quote inside is read as the end of one text and the start of the next.
      skipTo(String.valueOf(c), position + 1);
    } else if (!skipComment()) {
      advance();
    }
  }

  private boolean skipComment() {
    if (script.startsWith("--", position)) {
      skipTo("\n", position);
      return true;
    }
    if (script.startsWith("/*", position)) {
      skipTo("*/", position + 2);
      return true;
    }
    return false;
  }

  private void skipTo(String end, int from) {
    int found = script.indexOf(end, from);
    int after = found < 0 ? script.length() : found + end.length();
    while (position < after) {
      advance();
    }
  }

  private void advance() {
    if (position < script.length() && script.charAt(position) == '\n') {
      line++;
      lineStart = position + 1;
    }
    position++;
  }
}
