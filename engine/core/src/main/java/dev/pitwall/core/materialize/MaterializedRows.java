package dev.pitwall.core.materialize;

import dev.pitwall.core.registry.Watermark;
import dev.pitwall.spi.model.FeatureViewSpec;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Which rows of a view's history a run of MATERIALIZE looks at, and what the online store holds
 * after it (docs/decisions/018).
 *
 * @param from the earliest event timestamp, inclusive, in microseconds since the epoch; empty for
 *     any
 * @param to the latest event timestamp, inclusive, in microseconds since the epoch
 * @param createdAfter rows below {@code from} that were created after this count all the same, and
 *     so do those of an unknown created timestamp; empty when there are no such rows to look for
 */
record MaterializedRows(OptionalLong from, long to, OptionalLong createdAfter) {
  /** For how long a writer may take to commit a row that it has stamped as created. */
  private static final long COMMIT_DELAY_MICROS = 86_400_000_000L;

  /** All rows of a range. */
  static MaterializedRows between(OptionalLong from, long to) {
    return new MaterializedRows(from, to, OptionalLong.empty());
  }

  /**
   * The rows that the last run did not see.
   *
   * @param tableVersion of the table as it is now
   */
  static MaterializedRows since(FeatureViewSpec view, Watermark last, long to, long tableVersion) {
    OptionalLong next = OptionalLong.of(last.to() + 1);
    if (last.tableVersion() == tableVersion) {
      return between(next, to); // nothing was committed, so nothing late
    }
    return view.createdTimestamp().isPresent()
        ? new MaterializedRows(next, to, OptionalLong.of(last.readAt() - COMMIT_DELAY_MICROS))
        : between(OptionalLong.empty(), to);
  }

  /**
   * What the online store holds once these rows are in it.
   *
   * @param asked whether the statement named the range
   * @return empty when these rows leave a gap, so that the next run must start where this one did
   */
  Optional<Watermark> after(Optional<Watermark> last, Asked asked, long readAt, long tableVersion) {
    if (last.isEmpty()) {
      return Optional.of(new Watermark(from, to, readAt, tableVersion));
    }
    Watermark known = last.get();
    if (to < known.to()) {
      return Optional.empty();
    }
    if (asked == Asked.SINCE_LAST_RUN) {
      OptionalLong kept = from.isEmpty() ? from : known.from();
      return Optional.of(new Watermark(kept, to, readAt, tableVersion));
    }
    if (startsBy(known.from())) {
      return Optional.of(new Watermark(from, to, readAt, tableVersion));
    }
    boolean adjoins = from.isEmpty() || from.getAsLong() <= known.to() + 1;
    return adjoins // late rows from before this range are still to be found
        ? Optional.of(new Watermark(known.from(), to, known.readAt(), known.tableVersion()))
        : Optional.empty();
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
