package dev.pitwall.cli.config;

import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes as people write them. */
final class Quantities {
  private static final Pattern SIZE = Pattern.compile("(\\d{1,9})\\s*(KB|MB|GB|TB|B)");

  private Quantities() {}

  /** A size in bytes: a number and B, KB, MB, GB or TB, of 1024 each. */
  static long bytes(String key, String text) {
    Matcher matcher = SIZE.matcher(text.strip().toUpperCase(Locale.ROOT));
    if (!matcher.matches()) {
      throw new PitwallException(
          ErrorCode.INVALID_CONFIGURATION,
          key + ": \"" + text + "\" is not a size such as 512MB or 4GB");
    }
    return Long.parseLong(matcher.group(1))
        << switch (matcher.group(2)) {
          case "KB" -> 10;
          case "MB" -> 20;
          case "GB" -> 30;
          case "TB" -> 40;
          default -> 0;
        };
  }
}
