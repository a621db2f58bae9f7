package dev.pitwall.execution.join.pointintime;

import dev.pitwall.execution.operator.PositionedBatch;
import dev.pitwall.execution.operator.SplitSink;
import dev.pitwall.spi.offline.Split;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.arrow.memory.util.MemoryUtil;
import org.apache.arrow.vector.BigIntVector;

/**
 * Offers the rows of one split after the other. A split whose rows grow newer from the first to the
 * last, as most do, is swept from its end: it is kept until all of it has been read, and then
 * nearly all of its rows are turned away at once by the {@link KeyFrontier}. Not thread-safe: each
 * worker has one.
 */
final class FeatureSweep implements SplitSink, AutoCloseable {
  /** Rows that are kept at most; a longer split is swept in parts. */
  private static final int KEPT_ROWS = 4_000_000;

  /** Rows so far apart are compared, because neighbours may have been written out of turn. */
  private static final int STRIDE = 256;

  private final CandidatePass pass;
  private final int eventTimestamp;
  private final Deque<PositionedBatch> kept = new ArrayDeque<>();
  private int keptRows;

  FeatureSweep(CandidatePass pass, int eventTimestamp) {
    this.pass = pass;
    this.eventTimestamp = eventTimestamp;
  }

  @Override
  public void accept(Split split, PositionedBatch batch) {
    if (kept.isEmpty() && !growsNewer((BigIntVector) batch.rows().getVector(eventTimestamp))) {
      offer(split, batch);
      return;
    }
    kept.push(batch);
    keptRows += batch.rows().getRowCount();
    if (keptRows >= KEPT_ROWS) {
      end(split);
    }
  }

  /** Whether most rows are newer than the row some way before them. */
  private static boolean growsNewer(BigIntVector events) {
    long data = events.getDataBufferAddress();
    int newer = 0;
    int older = 0;
    for (int i = STRIDE; i < events.getValueCount(); i += STRIDE) {
      long before = MemoryUtil.getLong(data + 8L * (i - STRIDE));
      if (MemoryUtil.getLong(data + 8L * i) > before) {
        newer++;
      } else {
        older++;
      }
    }
    return newer > 8 * older;
  }

  @Override
  public void end(Split split) {
    while (!kept.isEmpty()) {
      offer(split, kept.pop());
    }
    keptRows = 0;
  }

  private void offer(Split split, PositionedBatch batch) {
    try (var rows = batch.rows()) {
      pass.offer(batch, split.ordinal());
    }
  }

  @Override
  public void close() {
    kept.forEach(batch -> batch.rows().close());
    kept.clear();
  }
}
