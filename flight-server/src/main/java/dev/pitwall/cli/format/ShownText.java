package dev.pitwall.cli.format;

import org.jline.utils.WCWidth;

/** Text as it is shown on a line of a screen. */
final class ShownText {
  private ShownText() {}

  /** The text with an escape for what would end the line, move it, or command the terminal. */
  static String of(String text) {
    if (text.chars().noneMatch(Character::isISOControl)) {
      return text;
    }
    StringBuilder shown = new StringBuilder();
    for (char c : text.toCharArray()) {
      shown.append(Character.isISOControl(c) ? escape(c) : String.valueOf(c));
    }
    return shown.toString();
  }

  /** Of how many columns of the screen a text is that has been made by {@link #of}. */
  static int width(String shown) {
    return shown.codePoints().map(WCWidth::wcwidth).map(width -> Math.max(0, width)).sum();
  }

  private static String escape(char control) {
    return switch (control) {
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      default -> "\\u%04x".formatted((int) control);
    };
  }
}
