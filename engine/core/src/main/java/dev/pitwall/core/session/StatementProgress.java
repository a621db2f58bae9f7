package dev.pitwall.core.session;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How far a statement is.
 *
 * @param task what is done with the rows that are read, while it is known how many there will be
 * @param rowsRead from tables
 * @param bytesRead from storage
 * @param fraction of the task, or of the rows of the tables, that is behind it, from 0 to 1; empty
 *     when that cannot be said
 * @param stages that have begun, the last one first
 */
public record StatementProgress(
    Optional<Progress> task,
    long rowsRead,
    long bytesRead,
    OptionalDouble fraction,
    List<StageTime> stages) {
  /** Of a statement that has read nothing. */
  public static final StatementProgress NONE =
      new StatementProgress(Optional.empty(), 0, 0, OptionalDouble.empty(), List.of());

  public StatementProgress {
    Objects.requireNonNull(task, "task");
    Objects.requireNonNull(fraction, "fraction");
    stages = List.copyOf(stages);
  }

  /** The same, of a task that knows how much there is to do. */
  public StatementProgress within(Progress known) {
    long total = known.total().orElseThrow();
    OptionalDouble done = OptionalDouble.of(total == 0 ? 1 : (double) known.rows() / total);
    return new StatementProgress(Optional.of(known), rowsRead, bytesRead, done, stages);
  }
}
