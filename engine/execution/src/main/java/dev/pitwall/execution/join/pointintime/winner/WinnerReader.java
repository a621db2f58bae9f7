package dev.pitwall.execution.join.pointintime.winner;

import dev.pitwall.execution.join.pointintime.candidate.SlotWinners;
import dev.pitwall.execution.memory.HeapReservation;
import dev.pitwall.execution.pipeline.PositionedBatch;
import dev.pitwall.execution.pipeline.ScanPipeline;
import dev.pitwall.execution.pipeline.SplitRead;
import dev.pitwall.execution.pipeline.SplitReads;
import dev.pitwall.execution.pipeline.SplitSink;
import dev.pitwall.execution.pipeline.SplitTask;
import dev.pitwall.execution.task.QueryContext;
import dev.pitwall.execution.task.TaskGroup;
import dev.pitwall.execution.vector.RetainedBatches;
import dev.pitwall.execution.vector.RowAddress;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.offline.Split;
import dev.pitwall.spi.predicate.DynamicFilter;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/**
 * Reads the rows that won, and only those, once it is known which they are: late materialisation.
 * Each split that holds winners is read by one task of the pool.
 */
public final class WinnerReader implements SplitSink, AutoCloseable {
  private static final int SLOTS_AT_ONCE = 65_536;

  private final ScanPipeline pipeline;
  private final QueryContext context;
  private final HeapReservation reservation;
  private int[] places = {}; // by ordinal; stores leave gaps
  private WinnerSplit[] splits = {}; // in the order of ordinals; null for one without winners

  /**
   * Prepares to read.
   *
   * @param pipeline reads the columns wanted, without filters
   */
  public WinnerReader(ScanPipeline pipeline, QueryContext context) {
    this.pipeline = pipeline;
    this.context = context;
    this.reservation = context.memory().reservation();
  }

  /**
   * Reads the winners, and turns each slot's row, given as split and position, into the address of
   * that row in the batches read.
   *
   * @param all the splits that the winners came from
   */
  public RetainedBatches read(SlotWinners winners, List<Split> all) {
    prepare(winners.rows(), all);
    readSplits();
    RetainedBatches batches = new RetainedBatches();
    try {
      withWinners().forEach(split -> split.moveTo(batches));
    } catch (PitwallException e) {
      batches.close();
      throw e;
    }
    address(winners.rows());
    return batches;
  }

  private void prepare(long[] rows, List<Split> all) {
    splits = new WinnerSplit[all.size()];
    places = new int[1 + all.stream().mapToInt(Split::ordinal).max().orElse(-1)];
    for (int i = 0; i < splits.length; i++) {
      places[all.get(i).ordinal()] = i;
    }
    int[] counts = new int[splits.length];
    forEachChange(rows, row -> counts[places[RowAddress.batch(row)]]++);
    for (int i = 0; i < splits.length; i++) {
      if (counts[i] > 0) {
        Split split = all.get(i);
        reservation.resize(reservation.bytes() + WinnerSplit.bytesFor(counts[i], split.rowCount()));
        splits[i] = new WinnerSplit(split, counts[i]);
      }
    }
    forEachChange(rows, row -> split(RowAddress.batch(row)).add(RowAddress.row(row)));
  }

  private WinnerSplit split(int ordinal) {
    return splits[places[ordinal]];
  }

  /** Visits the winners, leaving out repetitions of a winner from one slot to the next. */
  private static void forEachChange(long[] rows, LongConsumer action) {
    long previous = RowAddress.NONE;
    for (long row : rows) {
      if (row != previous && row != RowAddress.NONE) {
        action.accept(row);
      }
      previous = row;
    }
  }

  private Stream<WinnerSplit> withWinners() {
    return Arrays.stream(splits).filter(Objects::nonNull);
  }

  private void readSplits() {
    Queue<SplitRead> left = new ConcurrentLinkedQueue<>();
    withWinners().forEach(split -> left.add(split.toRead()));
    int tasks = Math.min(left.size(), context.pool().size());
    try (TaskGroup group = context.newTaskGroup();
        SplitReads reads =
            new SplitReads(pipeline, left::poll, DynamicFilter.NONE, context, group, tasks)) {
      for (int i = 0; i < tasks; i++) {
        group.start(new SplitTask(reads, this));
      }
      group.await();
    }
  }

  @Override
  public void accept(Split split, PositionedBatch batch) {
    split(split.ordinal()).take(batch.rows());
  }

  private void address(long[] rows) {
    context.loop(
        rows.length,
        SLOTS_AT_ONCE,
        (from, to) -> {
          for (int slot = from; slot < to; slot++) {
            long row = rows[slot];
            if (row != RowAddress.NONE) {
              rows[slot] = split(RowAddress.batch(row)).address(RowAddress.row(row));
            }
          }
        });
  }

  @Override
  public void close() {
    withWinners().forEach(WinnerSplit::close);
    reservation.close();
  }
}
