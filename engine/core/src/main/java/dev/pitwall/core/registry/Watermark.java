package dev.pitwall.core.registry;

import java.util.Objects;
import java.util.OptionalLong;

/**
 * What of a view's history is in the online store: for every entity its newest row of an event time
 * in a range, out of the rows that were committed before a moment.
 *
 * @param from the earliest event time, inclusive, in microseconds since the epoch; empty for any
 * @param to the latest event time, inclusive, in microseconds since the epoch
 * @param readAt when the history was read, in microseconds since the epoch
 * @param tableVersion the version of the table that was read
 * @param tableId tells that table from another at the same place; empty when nothing does
 */
public record Watermark(
    OptionalLong from, long to, long readAt, long tableVersion, String tableId) {
  public Watermark {
    Objects.requireNonNull(from, "from");
    Objects.requireNonNull(tableId, "tableId");
  }
}
