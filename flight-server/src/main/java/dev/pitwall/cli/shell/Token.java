package dev.pitwall.cli.shell;

import java.util.ArrayList;
import java.util.List;

/**
 * A piece of SQL text, for colours and completion; statements are parsed by the engine.
 *
 * @param start of the piece in the text
 * @param end after the piece
 */
record Token(Kind kind, String text, int start, int end) {
  /** What a piece is. */
  enum Kind {
    WORD,
    QUOTED_NAME,
    LITERAL,
    NUMBER,
    COMMENT,
    SYMBOL
  }

  /** The pieces of a text, without the blanks between them. */
  static List<Token> of(String sql) {
    List<Token> tokens = new ArrayList<>();
    for (int at = 0; at < sql.length(); ) {
      if (Character.isWhitespace(sql.charAt(at))) {
        at++;
        continue;
      }
      Kind kind = kind(sql, at);
      int end = end(sql, at, kind);
      tokens.add(new Token(kind, sql.substring(at, end), at, end));
      at = end;
    }
    return tokens;
  }

  /** The name that a word or a quoted name stands for. */
  String name() {
    return kind == Kind.QUOTED_NAME ? text.replace("\"", "") : text;
  }

  private static Kind kind(String sql, int at) {
    char c = sql.charAt(at);
    if (c == '\'') {
      return Kind.LITERAL;
    } else if (c == '"') {
      return Kind.QUOTED_NAME;
    } else if (sql.startsWith("--", at) || sql.startsWith("/*", at)) {
      return Kind.COMMENT;
    } else if (Character.isDigit(c)) {
      return Kind.NUMBER;
    }
    return Character.isJavaIdentifierStart(c) ? Kind.WORD : Kind.SYMBOL;
  }

  private static int end(String sql, int at, Kind kind) {
    return switch (kind) {
      case LITERAL, QUOTED_NAME -> after(sql, sql.substring(at, at + 1), at + 1);
      case COMMENT -> sql.startsWith("--", at) ? after(sql, "\n", at) : after(sql, "*/", at + 2);
      case NUMBER, WORD -> endOfWord(sql, at);
      case SYMBOL -> at + 1;
    };
  }

  private static int after(String sql, String mark, int from) {
    int found = sql.indexOf(mark, from);
    return found < 0 ? sql.length() : found + mark.length();
  }

  private static int endOfWord(String sql, int at) {
    boolean number = Character.isDigit(sql.charAt(at));
    int end = at;
    while (end < sql.length()
        && (Character.isJavaIdentifierPart(sql.charAt(end)) || number && sql.charAt(end) == '.')) {
      end++;
    }
    return end;
  }
}
