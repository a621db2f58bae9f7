package dev.pitwall.core.session;

import dev.pitwall.spi.error.ErrorCode;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A run of a statement, as of one moment.
 *
 * @param id by which it can be killed
 * @param sql its text as it was sent, cut when it is long; it may hold secrets
 * @param elapsed since it began, until it ended
 * @param rows of the answer so far, or changed
 * @param peakMemoryBytes the most Arrow memory it held at any time
 * @param progress what it has read
 * @param error why it failed or was cancelled; empty when nothing went wrong
 */
public record StatementRecord(
    String id,
    String sessionId,
    String user,
    String sql,
    StatementKind kind,
    StatementState state,
    Instant startedAt,
    Duration elapsed,
    long rows,
    long peakMemoryBytes,
    StatementProgress progress,
    Optional<ErrorCode> error) {
  public StatementRecord {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(sessionId, "sessionId");
    Objects.requireNonNull(user, "user");
    Objects.requireNonNull(sql, "sql");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(startedAt, "startedAt");
    Objects.requireNonNull(elapsed, "elapsed");
    Objects.requireNonNull(progress, "progress");
    Objects.requireNonNull(error, "error");
  }
}
