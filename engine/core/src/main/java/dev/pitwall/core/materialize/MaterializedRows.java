package dev.pitwall.core.materialize;

import dev.pitwall.core.registry.Watermark;
import dev.pitwall.spi.offline.TableSnapshot;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Which rows of a view's history are looked at, by their event timestamps, and what the online
 * store holds after it (docs/decisions/018).
 *
 * @param from the earliest event timestamp, inclusive, in microseconds since the epoch; empty for
 *     any
 * @param to the latest event timestamp, inclusive, in microseconds since the epoch
 */
record MaterializedRows(OptionalLong from, long to) {

  /** All rows up to a moment. */
  static MaterializedRows upTo(long to) {
    return new MaterializedRows(OptionalLong.empty(), to);
  }

  /**
   * What the online store holds once these rows are in it, and, if they are those after the last
   * run, also the late ones.
   *
   * @param asked whether the statement named the range
   * @param table the version that was read
   * @return empty when these rows leave a gap, so that the next run must start where this one did
   */
  Optional<Watermark> after(
      Optional<Watermark> last, Asked asked, long readAt, TableSnapshot table) {
    if (from.isPresent() && from.getAsLong() > to) {
      return Optional.empty(); // nothing was read
    }
    if (last.isEmpty()) {
      return Optional.of(watermark(from, readAt, table));
    }
    Watermark known = last.get();
    if (to < known.to()) {
      return Optional.empty();
    }
    if (asked == Asked.SINCE_LAST_RUN) {
      return Optional.of(watermark(from.isEmpty() ? from : known.from(), readAt, table));
    }
    if (startsBy(known.from())) {
      return Optional.of(watermark(from, readAt, table));
    }
    boolean adjoins = from.isEmpty() || from.getAsLong() <= known.to() + 1;
    return adjoins // late rows from before this range are still to be found
        ? Optional.of(
            new Watermark(known.from(), to, known.readAt(), known.tableVersion(), known.tableId()))
        : Optional.empty();
  }

  private Watermark watermark(OptionalLong first, long readAt, TableSnapshot table) {
    return new Watermark(first, to, readAt, table.version(), table.tableId());
  }

  private boolean startsBy(OptionalLong other) {
    return from.isEmpty() || (other.isPresent() && from.getAsLong() <= other.getAsLong());
  }

  /** Who chose the rows. */
  enum Asked {
    /** The statement has no FROM. */
    SINCE_LAST_RUN,
    RANGE
  }
}
