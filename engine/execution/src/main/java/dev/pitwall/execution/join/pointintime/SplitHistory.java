package dev.pitwall.execution.join.pointintime;

import dev.pitwall.execution.operator.SplitRead;
import dev.pitwall.spi.offline.ColumnRange;
import dev.pitwall.spi.offline.Split;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.PriorityBlockingQueue;

/** The splits of a history, to be read from the newest to the oldest. Thread-safe. */
final class SplitHistory {
  private final Optional<String> timeColumn;
  private final PriorityBlockingQueue<SplitRead> reads;

  /**
   * Puts splits in order.
   *
   * @param timeColumn the column whose bounds tell how old a split is; without it all splits may be
   *     the newest
   */
  SplitHistory(List<Split> splits, Optional<String> timeColumn) {
    this.timeColumn = timeColumn;
    Comparator<SplitRead> newestFirst = Comparator.comparingLong(read -> newest(read.split()));
    this.reads = new PriorityBlockingQueue<>(Math.max(1, splits.size()), newestFirst.reversed());
    splits.forEach(split -> reads.add(SplitRead.whole(split)));
  }

  private long newest(Split split) {
    Optional<ColumnRange> range = timeColumn.flatMap(split::range);
    return range.isPresent() && range.get().maximum() instanceof Long newest
        ? newest
        : Long.MAX_VALUE;
  }

  /** What is left to read; shared by the workers. */
  Queue<SplitRead> reads() {
    return reads;
  }

  /** No row of the splits left happened later; the smallest long when none is left. */
  long newestLeft() {
    SplitRead next = reads.peek();
    return next == null ? Long.MIN_VALUE : newest(next.split());
  }

  /** Leaves out what has not been read; gives the number of those splits. */
  int stop() {
    int left = 0;
    while (reads.poll() != null) {
      left++;
    }
    return left;
  }
}
