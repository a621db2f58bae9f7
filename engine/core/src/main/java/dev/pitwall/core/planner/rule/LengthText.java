package dev.pitwall.core.planner.rule;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

/** Lengths of time as people say them. */
final class LengthText {
  private LengthText() {}

  /** For instance {@code 7d} or {@code 1d 12h}, and fractions of a second as {@code 0.5s}. */
  static String of(long micros) {
    Duration length = Duration.of(micros, ChronoUnit.MICROS);
    StringBuilder text = new StringBuilder();
    append(text, length.toDaysPart(), "d");
    append(text, length.toHoursPart(), "h");
    append(text, length.toMinutesPart(), "m");
    int fraction = length.getNano() / 1_000;
    if (fraction > 0) {
      String digits = String.format("%06d", fraction).replaceAll("0+$", "");
      append(text, length.toSecondsPart() + "." + digits + "s");
    } else {
      append(text, length.toSecondsPart(), "s");
    }
    return text.length() == 0 ? "0s" : text.toString();
  }

  private static void append(StringBuilder text, long count, String unit) {
    if (count > 0) {
      append(text, count + unit);
    }
  }

  private static void append(StringBuilder text, String part) {
    text.append(text.length() == 0 ? "" : " ").append(part);
  }
}
