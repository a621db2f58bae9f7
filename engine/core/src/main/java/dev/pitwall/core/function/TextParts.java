package dev.pitwall.core.function;

/**
 * Lengths, places and parts of texts in characters: one beyond U+FFFF counts once, not as the two
 * that it is in UTF-16, and is never cut in two.
 */
public final class TextParts {
  private TextParts() {}

  /** How many characters a text has. */
  public static int textLength(String text) {
    return text.codePointCount(0, text.length());
  }

  /** What begins at a character, counted from 1. */
  public static String textFrom(String text, long start) {
    return text.substring(index(text, start));
  }

  /**
   * So many characters from one on, counted from 1; places before the text count, too.
   *
   * @throws IllegalArgumentException when the length is negative
   */
  public static String textPart(String text, long start, long length) {
    if (length < 0) {
      throw new IllegalArgumentException("a part of a text has a negative length");
    }
    long end = start > 0 && length > Long.MAX_VALUE - start ? Long.MAX_VALUE : start + length;
    return text.substring(index(text, start), Math.max(index(text, start), index(text, end)));
  }

  /** The first characters; none for a number below 1. */
  public static String textLeft(String text, long length) {
    return textPart(text, 1, Math.max(0, length));
  }

  /** The last characters; none for a number below 1. */
  public static String textRight(String text, long length) {
    return textFrom(text, 1 + Math.max(0, textLength(text) - Math.max(0, length)));
  }

  /** At which character, counted from 1, another text begins; 0 if it does not occur. */
  public static int textPosition(String part, String text) {
    int index = text.indexOf(part);
    return index < 0 ? 0 : text.codePointCount(0, index) + 1;
  }

  /** Where a character begins; the end of the text for one behind it. */
  private static int index(String text, long character) {
    if (character <= 1) {
      return 0;
    }
    return character > textLength(text)
        ? text.length()
        : text.offsetByCodePoints(0, (int) character - 1);
  }
}
