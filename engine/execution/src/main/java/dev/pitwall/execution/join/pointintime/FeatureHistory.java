package dev.pitwall.execution.join.pointintime;

import dev.pitwall.execution.pipeline.SplitRead;
import dev.pitwall.execution.pipeline.SplitSource;
import dev.pitwall.spi.offline.ColumnRange;
import dev.pitwall.spi.offline.Split;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The splits of a view's history, handed out from the newest to the oldest, until no older row can
 * improve anything. A worker gets them in runs, which are longer the more has been read: what it
 * learnt in one split spares it most of the next older one, but a long run at the start might read
 * what another worker makes superfluous, and one at the end would leave others with nothing to do.
 * Thread-safe.
 */
final class FeatureHistory {
  private static final int LONGEST_RUN = 4;

  private final Optional<String> timeColumn;
  private final UnresolvedKeys unresolved;
  private final Deque<Split> left = new ArrayDeque<>();
  private int taken;
  private int leftOut;

  /**
   * Puts splits in order.
   *
   * @param timeColumn the column whose bounds tell how old a split is; without it all splits may be
   *     the newest
   */
  FeatureHistory(List<Split> splits, Optional<String> timeColumn, UnresolvedKeys unresolved) {
    this.timeColumn = timeColumn;
    this.unresolved = unresolved;
    splits.stream().sorted(Comparator.comparingLong(this::newest).reversed()).forEach(left::add);
  }

  private long newest(Split split) {
    Optional<ColumnRange> range = timeColumn.flatMap(split::range);
    return range.isPresent() && range.get().maximum() instanceof Long newest
        ? newest
        : Long.MAX_VALUE;
  }

  /** A source for one worker. */
  SplitSource source() {
    Deque<Split> run = new ArrayDeque<>();
    return () -> next(run);
  }

  private synchronized SplitRead next(Deque<Split> run) {
    if (run.isEmpty()) {
      int length = Math.min(LONGEST_RUN, 1 + Math.min(taken, left.size()) / LONGEST_RUN);
      while (run.size() < length && !left.isEmpty()) {
        run.add(left.poll());
      }
      taken += run.size();
    }
    return run.isEmpty() ? null : SplitRead.whole(run.poll());
  }

  /** Takes note that a worker has searched a split; ends the history if that was enough. */
  synchronized void ended() {
    if (!left.isEmpty() && unresolved.resolve(newest(left.peek()))) {
      leftOut += left.size();
      left.clear();
    }
  }

  /** How many splits need not be read. */
  synchronized int leftOut() {
    return leftOut;
  }
}
