package dev.pitwall.flight.statement;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pitwall.core.session.Progress;
import dev.pitwall.core.session.StageTime;
import dev.pitwall.core.session.StatementProgress;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.apache.arrow.flight.ActionType;

/**
 * How far a statement is, as JSON: {@code {"task": {"name", "rows", "total", "millis"} or null,
 * "rowsRead", "bytesRead", "fraction" or null, "stages": [{"name", "rows", "millis"}]}}.
 */
public record ProgressNote(
    Task task, long rowsRead, long bytesRead, Double fraction, List<Stage> stages) {
  /** An action without a body; its results are no note, or the one of the newest statement. */
  public static final ActionType ACTION =
      new ActionType(
          "pitwall.progress", "How far the statement of the session is that began last, as JSON");

  private static final ObjectMapper JSON = new ObjectMapper();

  /** What is done with rows. */
  public record Task(String name, long rows, long total, long millis) {
    private static Task of(Progress task) {
      return new Task(
          task.task(), task.rows(), task.total().orElseThrow(), task.elapsed().toMillis());
    }

    private Progress toProgress() {
      return new Progress(name, rows, OptionalLong.of(total), Duration.ofMillis(millis));
    }
  }

  /** What a stage did. */
  public record Stage(String name, long rows, long millis) {}

  /** The note as it travels. */
  public static byte[] encode(StatementProgress progress) {
    ProgressNote note =
        new ProgressNote(
            progress.task().map(Task::of).orElse(null),
            progress.rowsRead(),
            progress.bytesRead(),
            progress.fraction().isPresent() ? progress.fraction().getAsDouble() : null,
            progress.stages().stream()
                .map(stage -> new Stage(stage.stage(), stage.rows(), stage.time().toMillis()))
                .toList());
    try {
      return JSON.writeValueAsBytes(note);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("numbers and strings are always JSON", e);
    }
  }

  /** Reads a note that a Pitwall server made; empty when it is none. */
  public static Optional<StatementProgress> decode(byte[] note) {
    try {
      return Optional.of(JSON.readValue(note, ProgressNote.class).toProgress());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private StatementProgress toProgress() {
    return new StatementProgress(
        Optional.ofNullable(task).map(Task::toProgress),
        rowsRead,
        bytesRead,
        fraction == null ? OptionalDouble.empty() : OptionalDouble.of(fraction),
        stages.stream()
            .map(s -> new StageTime(s.name(), s.rows(), Duration.ofMillis(s.millis())))
            .toList());
  }
}
