package dev.pitwall.core.session;

import java.time.Duration;
import java.util.Objects;

/**
 * What one stage of a query did so far.
 *
 * @param stage what it does, and to which table
 * @param rows that it put out
 * @param time spent, as EXPLAIN ANALYZE tells it: that of the stages below included, and summed
 *     over the threads that scan a table
 */
public record StageTime(String stage, long rows, Duration time) {
  public StageTime {
    Objects.requireNonNull(stage, "stage");
    Objects.requireNonNull(time, "time");
  }
}
