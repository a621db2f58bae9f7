package dev.pitwall.spi.error;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that was meant by one that does not exist. */
public final class Suggestion {
  private Suggestion() {}

  /**
   * The end of an error message.
   *
   * @return {@code "; did you mean X?"}, or nothing when no known name is close
   */
  public static String didYouMean(String name, Collection<String> known) {
    return closest(name, known).map(match -> "; did you mean " + match + "?").orElse("");
  }

  /** The known name that is closest; empty when none is within a typing mistake or two. */
  public static Optional<String> closest(String name, Collection<String> known) {
    String wanted = name.toLowerCase(Locale.ROOT);
    int tolerance = Math.min(3, Math.max(1, wanted.length() / 3));
    return known.stream()
        .filter(candidate -> Math.abs(candidate.length() - wanted.length()) <= tolerance)
        .filter(candidate -> distance(wanted, candidate) <= tolerance)
        .min(Comparator.<String>comparingInt(c -> distance(wanted, c)).thenComparing(c -> c));
  }

  /**
   * Insertions, deletions, replacements and swaps of neighbours that lead from one to the other.
   */
  private static int distance(String from, String candidate) {
    String to = candidate.toLowerCase(Locale.ROOT);
    int[][] cost = new int[from.length() + 1][to.length() + 1];
    for (int i = 0; i <= from.length(); i++) {
      for (int j = 0; j <= to.length(); j++) {
        cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(cost, from, to, i, j);
      }
    }
    return cost[from.length()][to.length()];
  }

  private static int cheapest(int[][] cost, String from, String to, int i, int j) {
    int replaced = cost[i - 1][j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
    int best = Math.min(replaced, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
    boolean swapped =
        i > 1
            && j > 1
            && from.charAt(i - 1) == to.charAt(j - 2)
            && from.charAt(i - 2) == to.charAt(j - 1);
    return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
  }
}
