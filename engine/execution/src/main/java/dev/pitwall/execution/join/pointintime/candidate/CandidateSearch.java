package dev.pitwall.execution.join.pointintime.candidate;

import dev.pitwall.execution.join.pointintime.spine.SpineSlots;
import dev.pitwall.execution.operator.QueryContext;
import dev.pitwall.execution.plan.FeatureInput;

/**
 * The candidates that one worker finds, and how rows are offered to them: those that lie in no
 * order by partitions, if the spine is too large for the cache, and all others as they come. Not
 * thread-safe.
 */
public final class CandidateSearch implements AutoCloseable {
  private final CandidateStore candidates;
  private final KeyFrontier frontier;
  private final CandidatePass pass;
  private final KeyPartitions partitions; // null where the spine fits into the cache
  private long partitionedRows;

  public CandidateSearch(FeatureInput input, SpineSlots slots, QueryContext context) {
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
    return CandidateStore.bytesFor(slots.size(), FeatureRowReader.order(input))
        + KeyFrontier.bytesFor(slots.keys());
  }

  public CandidateStore candidates() {
    return candidates;
  }

  /** Offers rows, which may be reused; some of them perhaps only in {@link #flush()}. */
  public void offer(FeatureRows rows, RowOrder order) {
    if (order == RowOrder.SCATTERED && partitions != null) {
      partitions.add(rows);
      partitionedRows += rows.size();
    } else {
      pass.offer(rows);
    }
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

  @Override
  public void close() {
    if (partitions != null) {
      partitions.close();
    }
    if (frontier != null) {
      frontier.close();
    }
    candidates.close();
  }
}
