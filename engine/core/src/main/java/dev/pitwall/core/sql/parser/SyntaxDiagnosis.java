package dev.pitwall.core.sql.parser;

import dev.pitwall.core.sql.parser.generated.ParseException;
import dev.pitwall.core.sql.parser.generated.Token;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.error.SourcePosition;
import dev.pitwall.spi.error.Suggestion;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.calcite.sql.parser.SqlParser;

/** Says in one line what the parser stumbled over and what could stand there instead. */
final class SyntaxDiagnosis {
  /** Longer beginnings are not tried again: the answer would take too long. */
  private static final int PROBED_LENGTH = 4_000;

  private static final int SHOWN = 6;

  private static final Pattern KEYWORD = Pattern.compile("[A-Z_]{2,}");

  private final String statement;
  private final SyntaxProbe probe;

  SyntaxDiagnosis(String statement, SqlParser.Config syntax) {
    this.statement = statement;
    this.probe = new SyntaxProbe(syntax);
  }

  /** Where the parser gave up, which may be before the real mistake. */
  PitwallException of(ParseException failure) {
    Token found = failure.currentToken.next;
    boolean atEnd = found.kind == SyntaxProbe.END_OF_TEXT;
    return at(atEnd ? statement.length() : offset(found));
  }

  /** The parser gave up at the first word. */
  PitwallException atStart() {
    return at(nextToken(0).start());
  }

  private PitwallException at(int offset) {
    if (statement.startsWith("::", offset)) {
      return exception(offset, ":; there is no such cast here, write CAST(value AS type)");
    }
    if (offset > PROBED_LENGTH) {
      return exception(offset, "");
    }
    int mistake = furthest(offset);
    Set<String> expected = probe.expectedAfter(statement.substring(0, mistake));
    String listed = listed(SyntaxProbe.summary(expected));
    return exception(mistake, listed + suggestion(mistake, expected));
  }

  /** Goes on over tokens with which the statement could still become a valid one. */
  private int furthest(int offset) {
    int mistake = offset;
    SqlScanner token = nextToken(mistake);
    while (token.image().length() > 0 && probe.canGoOn(statement.substring(0, token.end()))) {
      mistake = nextToken(token.end()).start();
      token = nextToken(mistake);
    }
    return mistake;
  }

  private PitwallException exception(int offset, String rest) {
    String image = nextToken(offset).image();
    String what = image.isEmpty() ? "the statement ends too early" : "found " + image;
    return new PitwallException(ErrorCode.SYNTAX_ERROR, what + rest)
        .at(TextPositions.position(statement, offset));
  }

  private static String listed(List<String> expected) {
    if (expected.isEmpty()) {
      return "";
    }
    String shown = String.join(", ", expected.subList(0, Math.min(SHOWN, expected.size())));
    String rest = expected.size() > SHOWN ? ", …" : "";
    return (expected.size() == 1 ? ", expected " : ", expected one of: ") + shown + rest;
  }

  private String suggestion(int mistake, Set<String> expected) {
    String wordMeant = Suggestion.didYouMean(nextToken(mistake).image(), keywords(expected));
    return wordMeant.isEmpty() ? misreadSuggestion(mistake) : wordMeant;
  }

  /** A mistyped keyword before the mistake, which the parser took for an alias. */
  private String misreadSuggestion(int mistake) {
    SqlScanner before = tokenBefore(mistake);
    String word = before.image();
    if (word.length() < 4) {
      return "";
    }
    Set<String> meant = probe.expectedAfter(statement.substring(0, before.start()));
    return Suggestion.closest(word, keywords(meant))
        .filter(keyword -> !keyword.equalsIgnoreCase(word))
        .map(keyword -> "; did you mean " + keyword + " instead of " + word + "?")
        .orElse("");
  }

  private static List<String> keywords(Set<String> expected) {
    return expected.stream().filter(name -> KEYWORD.matcher(name).matches()).toList();
  }

  private SqlScanner nextToken(int from) {
    SqlScanner scanner = new SqlScanner(statement, from);
    scanner.next();
    return scanner;
  }

  private SqlScanner tokenBefore(int offset) {
    SqlScanner before = new SqlScanner(statement, 0);
    SqlScanner scanner = new SqlScanner(statement, 0);
    while (scanner.next() != SqlScanner.Kind.END && scanner.start() < offset) {
      before.next();
    }
    return before;
  }

  private int offset(Token token) {
    return TextPositions.offset(statement, new SourcePosition(token.beginLine, token.beginColumn));
  }
}
