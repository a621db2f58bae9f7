package dev.pitwall.cli.config;

import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes as people write them. */
final class Quantities {
  private static final Pattern SIZE = Pattern.compile("(\\d{1,9})\\s*(KB|MB|GB|TB|B)");
  private static final long SMALLEST = 1L << 20;
  private static final long LARGEST = 1L << 50;

  private Quantities() {}

  /**
   * A size in bytes: a number and B, KB, MB, GB or TB, of 1024 each.
   *
   * @param text null when nothing is said
   * @throws PitwallException INVALID_CONFIGURATION when it is none, or one that no machine has
   */
  static long bytes(String key, String text, long ifMissing) {
    if (text == null) {
      return ifMissing;
    }
    Matcher matcher = SIZE.matcher(text.strip().toUpperCase(Locale.ROOT));
    if (!matcher.matches()) {
      throw invalid(key, text, "not a size such as 512MB or 4GB");
    }
    long number = Long.parseLong(matcher.group(1));
    int power = power(matcher.group(2));
    if (number > (LARGEST >> power) || (number << power) < SMALLEST) {
      throw invalid(key, text, "not from 1MB to 1024TB");
    }
    return number << power;
  }

  private static int power(String unit) {
    return switch (unit) {
      case "KB" -> 10;
      case "MB" -> 20;
      case "GB" -> 30;
      case "TB" -> 40;
      default -> 0;
    };
  }

  private static PitwallException invalid(String key, String text, String problem) {
    return new PitwallException(
        ErrorCode.INVALID_CONFIGURATION, key + ": \"" + text + "\" is " + problem);
  }
}
