package dev.pitwall.core.sql.parser;

import dev.pitwall.core.sql.tree.clause.Positions;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Finds what is no token or no type at all: what the grammar would report as something else. */
final class LexicalErrors {
  /** What other engines write with a {@code <} behind it. */
  private static final Map<String, String> OTHER_TYPES =
      Map.of(
          "ARRAY", "the type of the elements comes first: write BIGINT ARRAY, not ARRAY<BIGINT>",
          "STRUCT", "write ROW(name BIGINT, …), not STRUCT<…>");

  private LexicalErrors() {}

  /** A quote or comment that reaches to the end of the statement, or a type of others. */
  static Optional<PitwallException> find(String statement) {
    SqlScanner scanner = new SqlScanner(statement, 0);
    String before = "";
    while (scanner.next() != SqlScanner.Kind.END) {
      if (scanner.isUnclosedQuote()) {
        return Optional.of(error(statement, scanner.start(), "this quote is never closed"));
      }
      if (scanner.image().equals("<") && OTHER_TYPES.containsKey(before)) {
        return Optional.of(error(statement, scanner.start(), OTHER_TYPES.get(before)));
      }
      before = scanner.image().toUpperCase(Locale.ROOT);
    }
    int comment = scanner.openComment();
    return comment < 0
        ? Optional.empty()
        : Optional.of(error(statement, comment, "this comment is never closed"));
  }

  static String unexpected(String statement, SqlParserPos pos) {
    int at = TextPositions.offset(statement, Positions.of(pos));
    return at < statement.length()
        ? "unexpected character " + Character.toString(statement.codePointAt(at))
        : "the statement ends too early";
  }

  private static PitwallException error(String statement, int offset, String message) {
    return new PitwallException(ErrorCode.SYNTAX_ERROR, message)
        .at(TextPositions.position(statement, offset));
  }
}
