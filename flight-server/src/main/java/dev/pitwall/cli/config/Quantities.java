package dev.pitwall.cli.config;

import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes and times as people write them. */
final class Quantities {
  private static final Pattern SIZE = Pattern.compile("(\\d{1,9})\\s*(KB|MB|GB|TB|B)");
  private static final Pattern TIME = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|h|d)");

  private Quantities() {}

  /** A size in bytes: a number and B, KB, MB, GB or TB, of 1024 each. */
  static long bytes(String key, String text) {
    Matcher matcher = SIZE.matcher(text.strip().toUpperCase(Locale.ROOT));
    if (!matcher.matches()) {
      throw invalid(key, text, "a size such as 512MB or 4GB");
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

  /** A time: a number and ms, s, m, h or d. */
  static Duration duration(String key, String text) {
    Matcher matcher = TIME.matcher(text.strip());
    if (!matcher.matches()) {
      throw invalid(key, text, "a time such as 500ms, 30s, 10m or 2h");
    }
    long number = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ms" -> Duration.ofMillis(number);
      case "s" -> Duration.ofSeconds(number);
      case "m" -> Duration.ofMinutes(number);
      case "h" -> Duration.ofHours(number);
      default -> Duration.ofDays(number);
    };
  }

  private static PitwallException invalid(String key, String text, String wanted) {
    return new PitwallException(
        ErrorCode.INVALID_CONFIGURATION, key + ": \"" + text + "\" is not " + wanted);
  }
}
