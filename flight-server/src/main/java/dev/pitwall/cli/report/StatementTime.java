package dev.pitwall.cli.report;

import java.time.Duration;
import java.util.Locale;

/** How long a statement took, as the user waited for it. */
public final class StatementTime {
  private static final double MILLIS_PER_SECOND = 1e3;
  private static final long SHOWN_IN_MILLIS = 10_000;

  private final long startNanos = System.nanoTime();

  private StatementTime() {}

  /** Begins to measure. */
  public static StatementTime start() {
    return new StatementTime();
  }

  /**
   * For instance {@code 1,000 rows, 12 ms}.
   *
   * @param rows of the answer, or changed; without a meaning when negative
   */
  public String line(long rows) {
    return line(rows, Duration.ofNanos(System.nanoTime() - startNanos));
  }

  static String line(long rows, Duration elapsed) {
    String time = elapsed.toMillis() < SHOWN_IN_MILLIS ? millis(elapsed) : seconds(elapsed);
    return rows < 0
        ? time
        : String.format(Locale.ROOT, "%,d %s, %s", rows, rows == 1 ? "row" : "rows", time);
  }

  private static String millis(Duration elapsed) {
    return elapsed.toMillis() + " ms";
  }

  private static String seconds(Duration elapsed) {
    return String.format(Locale.ROOT, "%.1f s", elapsed.toMillis() / MILLIS_PER_SECOND);
  }
}
