package dev.pitwall.core.session;

import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads and writes settings and options that are lengths of time. */
public final class LengthOfTime {
  private static final Pattern INTERVAL =
      Pattern.compile(
          "(?:INTERVAL\\s*)?'?\\s*(\\d{1,9}(?:\\.\\d{1,6})?)\\s*'?\\s*([A-Z]+)",
          Pattern.CASE_INSENSITIVE);

  private LengthOfTime() {}

  /**
   * A length of time.
   *
   * @param what the setting's name, for people
   * @param text for instance {@code 30s}, {@code 5 minutes} or {@code INTERVAL '1' HOUR}
   * @throws PitwallException INVALID_VALUE when it is none of these
   */
  public static Duration read(String what, String text) {
    Matcher interval = INTERVAL.matcher(text.strip());
    if (!interval.matches()) {
      throw invalid(what, text);
    }
    BigDecimal unit = BigDecimal.valueOf(unitMicros(what, interval.group(2), text));
    return Duration.ofNanos(new BigDecimal(interval.group(1)).multiply(unit).longValue() * 1_000);
  }

  /** A text that {@link #read} reads, in seconds. */
  public static String write(Duration length) {
    return BigDecimal.valueOf(length.toNanos(), 9).stripTrailingZeros().toPlainString() + "s";
  }

  private static long unitMicros(String what, String unit, String text) {
    return switch (unit.toLowerCase(Locale.ROOT)) {
      case "ms" -> 1_000L;
      case "s", "second", "seconds" -> 1_000_000L;
      case "m", "min", "minute", "minutes" -> 60_000_000L;
      case "h", "hour", "hours" -> 3_600_000_000L;
      case "d", "day", "days" -> 86_400_000_000L;
      default -> throw invalid(what, text);
    };
  }

  private static PitwallException invalid(String what, String text) {
    return new PitwallException(
        ErrorCode.INVALID_VALUE,
        what + " is a length of time such as '30s', '5m' or INTERVAL '1' HOUR, not '" + text + "'");
  }
}
