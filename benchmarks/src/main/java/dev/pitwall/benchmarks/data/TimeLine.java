package dev.pitwall.benchmarks.data;

import java.time.Duration;
import java.time.Instant;

/** When things happen in the tables, in microseconds since 1970. */
final class TimeLine {
  static final int DAYS = 90;
  static final long DAY = Duration.ofDays(1).toMillis() * 1_000;
  static final long END = Instant.parse("2024-02-12T22:13:20Z").toEpochMilli() * 1_000;

  /** No two rows of a table have the same time; those of the same remainder are this far apart. */
  private static final int REMAINDERS = 64;

  private static final long JITTER = 1_000_000;

  private final long start;
  private final long last;
  private final double step;

  /** Rows that are spread over a time, nearly in order. */
  TimeLine(long start, long length, long rows) {
    this.start = start;
    this.last = start + length - 2 * REMAINDERS;
    this.step = (double) length / rows;
    if (rows > REMAINDERS && step * REMAINDERS < JITTER + 4 * REMAINDERS) {
      throw new IllegalArgumentException(rows + " rows are too many to have times of their own");
    }
  }

  /**
   * The time of a row: up to a second after its turn. Answers can be compared row by row, because
   * times are unique.
   *
   * @param jitter any random number
   */
  long time(long row, long jitter) {
    long time = Math.min(last, start + (long) (step * row) + Math.floorMod(jitter, JITTER));
    return time - time % REMAINDERS + row % REMAINDERS;
  }
}
