package dev.pitwall.testkit.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Cuts rows into batches or splits at random places. */
public final class RandomCuts {
  private RandomCuts() {}

  /** The rows in order, in parts of which none is empty; none at all for no rows. */
  public static <T> List<List<T>> cut(Random random, List<T> rows) {
    List<List<T>> parts = new ArrayList<>();
    int longest = 1 + random.nextInt(Math.max(1, rows.size()));
    for (int from = 0; from < rows.size(); ) {
      int to = Math.min(rows.size(), from + 1 + random.nextInt(longest));
      parts.add(rows.subList(from, to));
      from = to;
    }
    return parts;
  }
}
