package dev.pitwall.flight.metadata;

import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The LIKE patterns of metadata calls: {@code %} is any text, {@code _} any character, and a
 * backslash takes the next character as it is. Names match in any case, as they do in SQL.
 */
final class NamePattern implements Predicate<String> {
  /** What makes the next character of a pattern an ordinary one. */
  static final String ESCAPE = "\\";

  private static final NamePattern ANYTHING = new NamePattern("%");

  private final Pattern pattern;

  private NamePattern(String like) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < like.length(); i++) {
      char c = like.charAt(i);
      if (c == ESCAPE.charAt(0) && i + 1 < like.length()) {
        i++;
        regex.append(Pattern.quote(like.substring(i, i + 1)));
      } else {
        regex.append(translate(c));
      }
    }
    pattern = Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  }

  static NamePattern like(String pattern) {
    return new NamePattern(pattern);
  }

  static NamePattern anything() {
    return ANYTHING;
  }

  @Override
  public boolean test(String name) {
    return pattern.matcher(name).matches();
  }

  private static String translate(char c) {
    return switch (c) {
      case '%' -> ".*";
      case '_' -> ".";
      default -> Pattern.quote(String.valueOf(c));
    };
  }
}
