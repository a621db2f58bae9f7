package dev.pitwall.core.sql.parser;

/**
 * Walks over the words, symbols and quoted texts of a statement, as far as splitting and measuring
 * need them; white space and comments are skipped. It never fails: an unterminated quote or comment
 * reaches to the end.
 */
final class SqlScanner {
  private static final String OPERATOR_CHARACTERS = "<>=!|";

  private final String text;
  private Kind kind = Kind.END;
  private int start;
  private boolean closed;
  private int openComment = -1;
  private int end;

  SqlScanner(String text, int from) {
    this.text = text;
    this.end = from;
  }

  /** Moves to the next token. */
  Kind next() {
    start = skipBlanks(end);
    if (start >= text.length()) {
      end = start;
      kind = Kind.END;
    } else {
      scan(text.charAt(start));
    }
    return kind;
  }

  /** What the token is. */
  Kind kind() {
    return kind;
  }

  /** Where the token begins. */
  int start() {
    return start;
  }

  /** Where the token ends, exclusive. */
  int end() {
    return end;
  }

  /** The token's text; empty at the end. */
  String image() {
    return text.substring(start, end);
  }

  /** Whether the token is a quoted text without its last quote. */
  boolean isUnclosedQuote() {
    return kind == Kind.QUOTED && !closed;
  }

  /** Where a comment begins that is never closed; -1 when none was met. */
  int openComment() {
    return openComment;
  }

  private void scan(char first) {
    if (first == '\'' || first == '"') {
      char escape = isEscaped() ? '\\' : first;
      kind = Kind.QUOTED;
      closed = false;
      end = skipQuoted(start, escape);
    } else if (Character.isJavaIdentifierPart(first)) {
      kind = Kind.WORD;
      end = skipWord(start);
    } else {
      kind = Kind.SYMBOL;
      end = skipSymbol(start);
    }
  }

  /** Operators of several characters stay together; every other symbol stands alone. */
  private int skipSymbol(int from) {
    int at = from + 1;
    while (at < text.length()
        && OPERATOR_CHARACTERS.indexOf(text.charAt(from)) >= 0
        && OPERATOR_CHARACTERS.indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return at;
  }

  /** Whether the quote belongs to E'…', in which a backslash escapes. */
  private boolean isEscaped() {
    return kind == Kind.WORD
        && end == start
        && text.charAt(start) == '\''
        && (text.charAt(end - 1) | 0x20) == 'e'
        && (end == 1 || !Character.isJavaIdentifierPart(text.charAt(end - 2)));
  }

  private int skipQuoted(int from, char escape) {
    char quote = text.charAt(from);
    int at = from + 1;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '\\' && escape == '\\') {
        at += 2;
      } else if (c == quote && at + 1 < text.length() && text.charAt(at + 1) == quote) {
        at += 2;
      } else if (c == quote) {
        closed = true;
        return at + 1;
      } else {
        at++;
      }
    }
    return text.length();
  }

  private int skipWord(int from) {
    int at = from;
    while (at < text.length() && Character.isJavaIdentifierPart(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private int skipBlanks(int from) {
    int at = from;
    while (at < text.length()) {
      if (Character.isWhitespace(text.charAt(at))) {
        at++;
      } else if (text.startsWith("--", at) || text.startsWith("//", at)) {
        at = skipLine(at);
      } else if (text.startsWith("/*", at)) {
        int close = text.indexOf("*/", at + 2);
        openComment = close < 0 ? at : -1;
        at = close < 0 ? text.length() : close + 2;
      } else {
        return at;
      }
    }
    return at;
  }

  private int skipLine(int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
      at++;
    }
    return at;
  }

  enum Kind {
    WORD,
    SYMBOL,
    QUOTED,
    END
  }
}
