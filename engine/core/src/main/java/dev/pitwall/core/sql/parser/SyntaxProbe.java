package dev.pitwall.core.sql.parser;

import dev.pitwall.core.sql.parser.generated.ParseException;
import dev.pitwall.core.sql.parser.generated.Token;
import dev.pitwall.spi.error.SourcePosition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParser;
import org.apache.calcite.util.Static;

/**
 * Finds what could follow the beginning of a statement by trying it. The generated parser's own
 * list leaves out every alternative that it chooses by looking ahead.
 */
final class SyntaxProbe {
  static final int END_OF_TEXT = 0;

  private static final String END_OF_STATEMENT = "the end of the statement";
  private static final String NAME = "a name";
  private static final String TEXT = "a text in single quotes";

  /** Words that cannot be names, each with as much behind it as the grammar looks ahead. */
  private static final List<String> RESERVED =
      List.of(
          "SELECT 1",
          "WITH x AS (SELECT 1) SELECT 1",
          "FROM x",
          "JOIN x",
          "ON x",
          "USING (x)",
          "MATCH_CONDITION x",
          "WHERE x",
          "GROUP BY x",
          "HAVING x",
          "QUALIFY x",
          "ORDER BY x",
          "BY x",
          "LIMIT 1",
          "UNION SELECT 1",
          "AS x",
          "OF x",
          "SYSTEM_TIME AS OF x",
          "WHEN x",
          "THEN x",
          "END",
          "OVER (ORDER BY x)",
          "CREATE TABLE x",
          "ALTER TABLE x",
          "DROP TABLE x",
          "SHOW TABLES",
          "DESCRIBE x",
          "SET x = 1",
          "INSERT INTO x VALUES (1)",
          "INTO x VALUES (1)",
          "VALUES (1)",
          "EXPLAIN SELECT 1",
          "IMPORT FEAST REGISTRY 'x'",
          "TABLE x",
          "TIMESTAMP x",
          "INTERVAL '1' DAY",
          "ONLY",
          "TO '1'",
          "EXISTS x");

  /** Words that can be names too, so not worth a mention where a name is expected. */
  private static final List<String> NOT_RESERVED =
      List.of(
          "MATERIALIZE x",
          "CHECK MATERIALIZATION x",
          "FEAST REGISTRY 'x'",
          "REGISTRY 'x'",
          "PROJECT 'x'",
          "HISTORY x",
          "ENTITY x",
          "FEATURE VIEW x",
          "VIEW x",
          "SERVICE x",
          "TEMPORARY TABLE x",
          "ENTITIES",
          "VIEWS",
          "SERVICES",
          "TABLES",
          "TRAINING SET x",
          "CREATED x",
          "TTL UNBOUNDED",
          "VERSION AS OF 1",
          "UNBOUNDED",
          "ONLINE",
          "OFFLINE ONLY",
          "OPTIONS (x = 1)",
          "STATUS x",
          "COMMENT 'x'");

  /** Kinds of text, each with an example, and with the words and kinds that it includes. */
  private static final List<Kind> KINDS =
      List.of(
          new Kind("a query", "SELECT 1", List.of("SELECT", "WITH", "TABLE")),
          new Kind(
              "an expression",
              "CASE WHEN x THEN x END",
              List.of(NAME, TEXT, "a number", "INTERVAL", "EXISTS", "(")),
          new Kind(TEXT, "'x'", List.of()),
          new Kind("a number", "1", List.of()),
          new Kind(NAME, "x", firstWords(NOT_RESERVED)),
          new Kind("an operator", "= 1", List.of()),
          new Kind("(", "(x)", List.of()),
          new Kind(")", ")", List.of()),
          new Kind("a comma", ", x", List.of()));

  /** What can be expected: as a message names it, and an example for the parser. */
  private static final Map<String, String> CANDIDATES = candidates();

  private final SqlParser.Config syntax;

  SyntaxProbe(SqlParser.Config syntax) {
    this.syntax = syntax;
  }

  /** The words and kinds of text that can follow. */
  Set<String> expectedAfter(String beginning) {
    Set<String> expected = new LinkedHashSet<>();
    CANDIDATES.forEach(
        (name, example) -> {
          if (canFollow(beginning, example)) {
            expected.add(name);
          }
        });
    if (isComplete(beginning)) {
      expected.add(END_OF_STATEMENT);
    }
    return expected;
  }

  /** Without what other kinds of text include. */
  static List<String> summary(Set<String> expected) {
    List<String> summary = new ArrayList<>(expected);
    KINDS.stream()
        .filter(kind -> expected.contains(kind.name))
        .forEach(kind -> summary.removeAll(kind.included));
    return summary;
  }

  /** Whether anything at all can follow. */
  boolean canGoOn(String beginning) {
    return CANDIDATES.values().stream().anyMatch(example -> canFollow(beginning, example));
  }

  private boolean canFollow(String beginning, String example) {
    String tried = beginning + " " + example;
    try {
      SqlParser.create(tried, syntax).parseStmt();
      return true;
    } catch (SqlParseException failure) {
      return failure.getCause() instanceof ParseException syntaxError
          ? failsBehind(syntaxError, tried, example)
          : !isMissingQuery(failure);
    }
  }

  /** Whether the parser got past the beginning and the first token of the example. */
  private static boolean failsBehind(ParseException failure, String tried, String example) {
    if (failure.currentToken == null || failure.currentToken.next == null) {
      return false;
    }
    Token found = failure.currentToken.next;
    return found.kind == END_OF_TEXT
        || TextPositions.offset(tried, new SourcePosition(found.beginLine, found.beginColumn))
            > tried.length() - example.length();
  }

  /** Whether the text is an expression where only a query can stand. */
  static boolean isMissingQuery(SqlParseException failure) {
    String message = failure.getMessage();
    return message != null && message.contains(Static.RESOURCE.illegalNonQueryExpression().str());
  }

  private boolean isComplete(String beginning) {
    try {
      SqlParser.create(beginning, syntax).parseStmt();
      return true;
    } catch (SqlParseException failure) {
      return false;
    }
  }

  private static Map<String, String> candidates() {
    Map<String, String> candidates = new LinkedHashMap<>();
    KINDS.forEach(kind -> candidates.put(kind.name, kind.example));
    RESERVED.forEach(example -> candidates.put(firstWord(example), example));
    NOT_RESERVED.forEach(example -> candidates.put(firstWord(example), example));
    return candidates;
  }

  private static List<String> firstWords(List<String> examples) {
    return examples.stream().map(SyntaxProbe::firstWord).toList();
  }

  private static String firstWord(String example) {
    return example.split(" ", 2)[0];
  }

  private record Kind(String name, String example, List<String> included) {}
}
