package dev.pitwall.core.sql.parser;

import java.util.ArrayList;
import java.util.List;

/** Splits a script at its semicolons, but not at those in quotes and comments. */
public final class StatementSplitter {
  private StatementSplitter() {}

  /** The statements in order; empty ones are left out. */
  public static List<ScriptStatement> split(String script) {
    return spans(script).stream()
        .map(
            span ->
                new ScriptStatement(
                    script.substring(span.start(), span.end()),
                    TextPositions.position(script, span.start())))
        .toList();
  }

  static List<Span> spans(String script) {
    List<Span> spans = new ArrayList<>();
    SqlScanner scanner = new SqlScanner(script, 0);
    int start = -1;
    SqlScanner.Kind kind;
    do {
      kind = scanner.next();
      boolean ends = kind == SqlScanner.Kind.END || isSemicolon(kind, scanner);
      if (!ends && start < 0) {
        start = scanner.start();
      } else if (ends && start >= 0) {
        spans.add(new Span(start, trimmedEnd(script, scanner.start())));
        start = -1;
      }
    } while (kind != SqlScanner.Kind.END);
    return spans;
  }

  private static boolean isSemicolon(SqlScanner.Kind kind, SqlScanner scanner) {
    return kind == SqlScanner.Kind.SYMBOL && ";".equals(scanner.image());
  }

  private static int trimmedEnd(String text, int end) {
    int at = end;
    while (at > 0 && Character.isWhitespace(text.charAt(at - 1))) {
      at--;
    }
    return at;
  }

  /** A range of offsets; the end is exclusive. */
  record Span(int start, int end) {}
}
