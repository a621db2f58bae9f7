package dev.pitwall.flight.metadata;

import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * The LIKE patterns of metadata calls: {@code %} is any text, {@code _} any character, and a
 * backslash takes the next character as it is. Names match in any case, as they do in SQL.
 */
final class NamePattern implements Predicate<String> {
  /** What makes the next character of a pattern an ordinary one. */
  static final String ESCAPE = "\\";

  private static final NamePattern ANYTHING = new NamePattern("%");
  private static final int ANY_TEXT = -1;
  private static final int ANY_CHARACTER = -2;

  private final int[] pattern;

  private NamePattern(String like) {
    int[] given = like.codePoints().toArray();
    IntStream.Builder parts = IntStream.builder();
    for (int i = 0; i < given.length; i++) {
      boolean isEscape = given[i] == ESCAPE.charAt(0) && i + 1 < given.length;
      parts.add(isEscape ? folded(given[++i]) : part(given[i]));
    }
    pattern = parts.build().toArray();
  }

  static NamePattern like(String pattern) {
    return new NamePattern(pattern);
  }

  static NamePattern anything() {
    return ANYTHING;
  }

  /**
   * Whether a name matches. A regular expression could take years to find that it does not: here
   * only the last {@code %} is ever tried again.
   */
  @Override
  public boolean test(String name) {
    int[] text = name.codePoints().map(NamePattern::folded).toArray();
    int place = 0;
    int part = 0;
    int lastAny = -1;
    int lastPlace = 0;
    while (place < text.length) {
      if (part < pattern.length && pattern[part] == ANY_TEXT) {
        lastAny = part++;
        lastPlace = place;
      } else if (part < pattern.length && isOne(pattern[part], text[place])) {
        part++;
        place++;
      } else if (lastAny >= 0) {
        part = lastAny + 1;
        place = ++lastPlace;
      } else {
        return false;
      }
    }
    while (part < pattern.length && pattern[part] == ANY_TEXT) {
      part++;
    }
    return part == pattern.length;
  }

  private static boolean isOne(int part, int character) {
    return part == ANY_CHARACTER || part == character;
  }

  private static int part(int character) {
    return switch (character) {
      case '%' -> ANY_TEXT;
      case '_' -> ANY_CHARACTER;
      default -> folded(character);
    };
  }

  /** The same for each case of a letter, as {@link String#equalsIgnoreCase} has it. */
  private static int folded(int character) {
    return Character.toLowerCase(Character.toUpperCase(character));
  }
}
