package dev.pitwall.cli.shell;

import dev.pitwall.cli.connect.ListedTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the tables that the text of a statement names, and what it calls them. */
final class NamedTables {
  /** {@code FOR SYSTEM_TIME AS OF s.ts}, with which the search for an alias ends. */
  private static final int LONGEST_PIN = 8;

  private NamedTables() {}

  static List<Named> in(String sql, List<ListedTable> known) {
    List<Token> tokens = Token.of(sql);
    List<Named> named = new ArrayList<>();
    for (int i = 0; i < tokens.size(); i++) {
      int at = i;
      for (ListedTable table : known) {
        int after = after(table, tokens, at);
        if (after > at) {
          named.add(new Named(table, alias(tokens, after)));
        }
      }
    }
    return named;
  }

  /** The token after a table's name; 0 when it is not named there. */
  private static int after(ListedTable table, List<Token> tokens, int at) {
    boolean isQualified = is(tokens, at, table.schema()) && is(tokens, at + 1, ".");
    int name = isQualified ? at + 2 : at;
    boolean isPartOfName = !isQualified && at > 0 && is(tokens, at - 1, ".");
    return is(tokens, name, table.name()) && !isPartOfName ? name + 1 : 0;
  }

  private static Optional<String> alias(List<Token> tokens, int after) {
    int at = after;
    if (is(tokens, at, "FOR")) {
      at += 4;
      int end = Math.min(tokens.size(), at + LONGEST_PIN);
      while (at < end && !is(tokens, at, "AS")) {
        at++;
      }
    }
    int name = is(tokens, at, "AS") ? at + 1 : at;
    return name < tokens.size() && isName(tokens.get(name))
        ? Optional.of(tokens.get(name).name())
        : Optional.empty();
  }

  private static boolean isName(Token token) {
    return token.kind() == Token.Kind.QUOTED_NAME
        || token.kind() == Token.Kind.WORD && !SqlWords.contains(token.text());
  }

  private static boolean is(List<Token> tokens, int at, String name) {
    return at < tokens.size() && tokens.get(at).name().equalsIgnoreCase(name);
  }

  /**
   * A table in a statement.
   *
   * @param alias what the statement calls it; empty when that is its name
   */
  record Named(ListedTable table, Optional<String> alias) {
    boolean isCalled(String name) {
      return alias
          .map(name::equalsIgnoreCase)
          .orElse(
              name.equalsIgnoreCase(table.name())
                  || name.equalsIgnoreCase(table.schema() + "." + table.name()));
    }
  }
}
