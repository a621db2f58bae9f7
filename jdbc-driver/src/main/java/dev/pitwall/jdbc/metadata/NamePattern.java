package dev.pitwall.jdbc.metadata;

import java.util.regex.Pattern;

/** A pattern of JDBC: {@code %} is anything, {@code _} one character, after a backslash neither. */
final class NamePattern {
  private NamePattern() {}

  /**
   * The pattern as a regular expression.
   *
   * @param pattern null matches anything
   */
  static Pattern of(String pattern) {
    if (pattern == null) {
      return Pattern.compile(".*", Pattern.DOTALL);
    }
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      char character = pattern.charAt(i);
      if (character == '\\' && i + 1 < pattern.length()) {
        i++;
        regex.append(Pattern.quote(String.valueOf(pattern.charAt(i))));
      } else {
        regex.append(
            switch (character) {
              case '%' -> ".*";
              case '_' -> ".";
              default -> Pattern.quote(String.valueOf(character));
            });
      }
    }
    return Pattern.compile(regex.toString(), Pattern.DOTALL);
  }
}
