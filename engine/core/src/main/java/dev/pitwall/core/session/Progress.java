package dev.pitwall.core.session;

import java.time.Duration;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * How far a long statement is.
 *
 * @param task what is being done, for people
 * @param rows how many rows are done
 * @param total how many there will be; empty while that is not known
 * @param elapsed since the task began
 */
public record Progress(String task, long rows, OptionalLong total, Duration elapsed) {
  public Progress {
    Objects.requireNonNull(task, "task");
    Objects.requireNonNull(total, "total");
    Objects.requireNonNull(elapsed, "elapsed");
  }
}
