package dev.pitwall.spi.time;

import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads and writes settings and options that are lengths of time. */
public final class LengthOfTime {
  private static final BigDecimal LONGEST_NANOS = BigDecimal.valueOf(Long.MAX_VALUE);
  private static final Pattern INTERVAL =
      Pattern.compile(
          "(?:INTERVAL\\s*)?'?\\s*(\\d{1,10}(?:\\.\\d{1,6})?)\\s*'?\\s*([A-Z]+)",
          Pattern.CASE_INSENSITIVE);

  private LengthOfTime() {}

  /**
   * A length of time, of 292 years at most.
   *
   * @param what the setting's name, for people
   * @param text for instance {@code 250ms}, {@code 30s}, {@code 5 minutes} or {@code INTERVAL '1'
   *     HOUR}
   * @param code of the error
   * @throws PitwallException with the code when it is none of these
   */
  public static Duration read(String what, String text, ErrorCode code) {
    return parse(text)
        .orElseThrow(
            () ->
                new PitwallException(
                    code,
                    what
                        + " is a length of time such as '30s', '5m', '250ms' or INTERVAL '1' HOUR,"
                        + " not '"
                        + text
                        + "'"));
  }

  private static Optional<Duration> parse(String text) {
    Matcher interval = INTERVAL.matcher(text.strip());
    if (!interval.matches()) {
      return Optional.empty();
    }
    BigDecimal number = new BigDecimal(interval.group(1));
    return unit(interval.group(2))
        .map(unit -> number.multiply(BigDecimal.valueOf(unit.toNanos())))
        .filter(nanos -> nanos.compareTo(LONGEST_NANOS) <= 0)
        .map(nanos -> Duration.ofNanos(nanos.longValue()));
  }

  private static Optional<Duration> unit(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "ms" -> Optional.of(Duration.ofMillis(1));
      case "s", "second", "seconds" -> Optional.of(Duration.ofSeconds(1));
      case "m", "min", "minute", "minutes" -> Optional.of(Duration.ofMinutes(1));
      case "h", "hour", "hours" -> Optional.of(Duration.ofHours(1));
      case "d", "day", "days" -> Optional.of(Duration.ofDays(1));
      default -> Optional.empty();
    };
  }

  /** A text that {@link #read} reads, in seconds. */
  public static String write(Duration length) {
    return BigDecimal.valueOf(length.toNanos(), 9).stripTrailingZeros().toPlainString() + "s";
  }
}
