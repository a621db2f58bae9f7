package dev.pitwall.jdbc.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that was most likely meant. */
final class ClosestName {
  private static final int FARTHEST = 3;

  private ClosestName() {}

  /** The nearest of the names; empty when none is near. */
  static Optional<String> to(String given, Collection<String> names) {
    return names.stream()
        .filter(name -> distance(given, name) <= FARTHEST)
        .min(Comparator.comparingInt(name -> distance(given, name)));
  }

  /** How many letters must be put in, taken out or changed. */
  private static int distance(String given, String name) {
    String a = given.toLowerCase(Locale.ROOT);
    String b = name.toLowerCase(Locale.ROOT);
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
