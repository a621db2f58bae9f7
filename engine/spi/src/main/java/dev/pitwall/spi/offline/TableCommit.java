package dev.pitwall.spi.offline;

import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * One commit of a table, as it was recorded.
 *
 * @param version that the commit made
 * @param committedAt in microseconds since the epoch; what {@link SnapshotSelector.AtTimestamp}
 *     compares
 * @param operation what was done, in the writer's words; empty when it did not say
 * @param parameters of the operation, in the writer's words
 * @param engine the writer; empty when it did not say
 * @param rowsAdded in the files that were added; empty when not recorded
 * @param filesAdded data files that became part of the table
 * @param filesRemoved data files that are no part of it any more
 */
public record TableCommit(
    long version,
    long committedAt,
    String operation,
    Map<String, String> parameters,
    String engine,
    OptionalLong rowsAdded,
    long filesAdded,
    long filesRemoved) {
  public TableCommit {
    Objects.requireNonNull(operation, "operation");
    parameters = Map.copyOf(parameters);
    Objects.requireNonNull(engine, "engine");
    Objects.requireNonNull(rowsAdded, "rowsAdded");
  }
}
