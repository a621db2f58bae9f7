package dev.pitwall.execution.join.pointintime;

import dev.pitwall.execution.operator.SplitRead;
import dev.pitwall.execution.operator.SplitSource;
import dev.pitwall.spi.offline.ColumnRange;
import dev.pitwall.spi.offline.Split;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The splits of a history, handed out from the newest to the oldest. A worker gets them in runs,
 * which are longer the more has been read: what it learnt in one split spares it most of the next
 * older one, but a long run at the start might read what another worker makes superfluous.
 * Thread-safe.
 */
final class SplitHistory {
  private static final int LONGEST_RUN = 4;

  private final Optional<String> timeColumn;
  private final Deque<Split> left = new ArrayDeque<>();
  private int taken;

  /**
   * Puts splits in order.
   *
   * @param timeColumn the column whose bounds tell how old a split is; without it all splits may be
   *     the newest
   */
  SplitHistory(List<Split> splits, Optional<String> timeColumn) {
    this.timeColumn = timeColumn;
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
      int length = Math.min(LONGEST_RUN, 1 + taken / LONGEST_RUN);
      while (run.size() < length && !left.isEmpty()) {
        run.add(left.poll());
      }
      taken += run.size();
    }
    return run.isEmpty() ? null : SplitRead.whole(run.poll());
  }

  /** No row of the splits that nobody took happened later; the smallest long if none is left. */
  synchronized long newestLeft() {
    return left.isEmpty() ? Long.MIN_VALUE : newest(left.peek());
  }

  /** Leaves out the splits that nobody took; gives their number. */
  synchronized int stop() {
    int count = left.size();
    left.clear();
    return count;
  }
}
