package dev.pitwall.core.sql.parser;

import dev.pitwall.spi.error.SourcePosition;

/** Turns offsets in a text into lines and columns, counted as the parser counts them, and back. */
final class TextPositions {
  private TextPositions() {}

  static SourcePosition position(String text, int offset) {
    int line = 1;
    int lineStart = 0;
    for (int at = 0; at < offset; at++) {
      if (endsLine(text, at)) {
        line++;
        lineStart = at + 1;
      }
    }
    return new SourcePosition(line, offset - lineStart + 1);
  }

  /** The offset of a place; the length of the text when the place is behind it. */
  static int offset(String text, SourcePosition place) {
    int line = 1;
    int at = 0;
    while (line < place.line() && at < text.length()) {
      line += endsLine(text, at) ? 1 : 0;
      at++;
    }
    return Math.min(text.length(), at + place.column() - 1);
  }

  private static boolean endsLine(String text, int at) {
    char c = text.charAt(at);
    boolean carriageReturnAlone =
        c == '\r' && (at + 1 == text.length() || text.charAt(at + 1) != '\n');
    return c == '\n' || carriageReturnAlone;
  }
}
