package dev.pitwall.core.sql.parser;

import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Set;

/**
 * Refuses statements that recursive code could not walk, before anything parses them: those that
 * nest too deep in brackets, CASE or prefix operators, and those with too long a chain of
 * operators, which is as deep a tree and takes the parser quadratic time.
 */
final class NestingLimit {
  private static final int CHAIN_LENGTH = 2_000;

  private static final Set<String> CHAINING_WORDS =
      Set.of("AND", "OR", "UNION", "EXCEPT", "INTERSECT", "MINUS", "JOIN");

  private static final String NEUTRAL_SYMBOLS = "()[]{},.;?";

  private final int limit;

  NestingLimit(int limit) {
    this.limit = limit;
  }

  /**
   * Measures a statement.
   *
   * @throws PitwallException LIMIT_EXCEEDED with the place where it nests too deep
   */
  void check(String statement) {
    SqlScanner scanner = new SqlScanner(statement, 0);
    Measure measure = new Measure();
    while (scanner.next() != SqlScanner.Kind.END) {
      if (scanner.kind() == SqlScanner.Kind.QUOTED) {
        measure.addOperand();
      } else {
        measure.add(scanner.image().toUpperCase(Locale.ROOT), scanner.kind());
      }
      if (measure.depth() > limit || measure.chain > CHAIN_LENGTH) {
        throw exceeded(measure).at(TextPositions.position(statement, scanner.start()));
      }
    }
  }

  private PitwallException exceeded(Measure measure) {
    String what =
        measure.depth() > limit
            ? "nests more than " + limit + " levels"
            : "chains more than " + CHAIN_LENGTH + " operators";
    return new PitwallException(
        ErrorCode.LIMIT_EXCEEDED, "the statement " + what + "; split it, or use IN or WITH");
  }

  /** What was counted up to a place in the statement. */
  private static final class Measure {
    private final Deque<Integer> outerChains = new ArrayDeque<>();
    private int cases;
    private int prefixes;
    private int chain;

    int depth() {
      return outerChains.size() + cases + prefixes;
    }

    void addOperand() {
      prefixes = 0;
    }

    void add(String word, SqlScanner.Kind kind) {
      switch (word) {
        case "(", "[" -> open();
        case ")", "]" -> close();
        case "," -> chain = 0;
        case "CASE" -> cases++;
        case "END" -> cases = Math.max(0, cases - 1);
        default -> chain += isOperator(word, kind) ? 1 : 0;
      }
      prefixes = "NOT".equals(word) || "-".equals(word) || "+".equals(word) ? prefixes + 1 : 0;
    }

    private void open() {
      outerChains.push(chain);
      chain = 0;
    }

    private void close() {
      chain = outerChains.isEmpty() ? chain : outerChains.pop();
    }

    private static boolean isOperator(String word, SqlScanner.Kind kind) {
      return kind == SqlScanner.Kind.WORD
          ? CHAINING_WORDS.contains(word)
          : NEUTRAL_SYMBOLS.indexOf(word.charAt(0)) < 0;
    }
  }
}
