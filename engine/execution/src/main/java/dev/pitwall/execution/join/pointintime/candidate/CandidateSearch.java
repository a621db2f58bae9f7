package dev.pitwall.execution.join.pointintime.candidate;

import dev.pitwall.execution.join.pointintime.spine.SpineSlots;
import dev.pitwall.execution.plan.FeatureInput;
import dev.pitwall.execution.task.QueryContext;

/**
 * The candidates that one worker finds, and how rows are offered to them: those in order of time
 * together with the slots in order of time, those in no order by partitions, if the spine is too
 * large for the cache, and all others as they come. Not thread-safe.
 */
public final class CandidateSearch implements AutoCloseable {
  private final FeatureInput input;
  private final SpineSlots slots;
  private final QueryContext context;
  private final CandidateStore candidates;
  private final KeyFrontier frontier;
  private final CandidatePass pass;
  private final KeyPartitions partitions; // null where the spine fits into the cache
  private TimeSweep sweep; // null until rows come in order of time
  private long partitionedRows;

  public CandidateSearch(FeatureInput input, SpineSlots slots, QueryContext context) {
    this.input = input;
    this.slots = slots;
    this.context = context;
    CandidateStore.Order order = FeatureRowReader.order(input);
    candidates = new CandidateStore(slots.size(), order, context.memory());
    try {
      frontier = new KeyFrontier(slots.keys(), context.memory());
      pass = new CandidatePass(input.policy(), slots, candidates, frontier);
      long bytes = bytesFor(slots, input);
      partitions =
          bytes > context.tuning().cacheBytes() && KeyPartitions.isAffordable(context)
              ? KeyPartitions.of(pass, order, slots.keys(), bytes, context)
              : null;
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /** What a search takes, in bytes, apart from rows that are gathered. */
  public static long bytesFor(SpineSlots slots, FeatureInput input) {
    CandidateStore.Order order = FeatureRowReader.order(input);
    return CandidateStore.bytesFor(slots.size(), order)
        + KeyFrontier.bytesFor(slots.keys())
        + TimeSweep.bytesFor(slots.keys());
  }

  public CandidateStore candidates() {
    return candidates;
  }

  /** Offers rows, which may be reused; some of them perhaps only in {@link #flush()}. */
  public void offer(FeatureRows rows, RowOrder order) {
    if (order == RowOrder.BY_TIME && TimeSweep.suits(input.policy()) && sweep().offer(rows)) {
      return;
    }
    if (order == RowOrder.SCATTERED && partitions != null) {
      partitions.add(rows);
      partitionedRows += rows.size();
    } else {
      pass.offer(rows);
    }
  }

  private TimeSweep sweep() {
    if (sweep == null) {
      CandidateStore.Order order = FeatureRowReader.order(input);
      sweep = new TimeSweep(input.policy(), order, slots, candidates, pass, context.memory());
    }
    return sweep;
  }

  /** Offers what was gathered. */
  public void flush() {
    if (partitions != null) {
      partitions.flush();
    }
  }

  /** How many rows were partitioned by key. */
  public long partitionedRows() {
    return partitionedRows;
  }

  /** How many rows were swept in order of time. */
  public long sweptRows() {
    return sweep == null ? 0 : sweep.sweptRows();
  }

  @Override
  public void close() {
    if (sweep != null) {
      sweep.close();
    }
    if (partitions != null) {
      partitions.close();
    }
    if (frontier != null) {
      frontier.close();
    }
    candidates.close();
  }
}
