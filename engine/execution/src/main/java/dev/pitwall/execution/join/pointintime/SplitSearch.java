package dev.pitwall.execution.join.pointintime;

import dev.pitwall.execution.operator.PositionedBatch;
import dev.pitwall.execution.operator.QueryContext;
import dev.pitwall.execution.operator.SplitSink;
import dev.pitwall.execution.plan.FeatureInput;
import dev.pitwall.spi.offline.Split;

/** What one worker finds in the splits that it reads. Not thread-safe. */
final class SplitSearch implements SplitSink, AutoCloseable {
  private final CandidateStore candidates;
  private final KeyFrontier frontier;
  private final FeatureSweep sweep;
  private final SplitHistory history;
  private final UnresolvedKeys unresolved;

  SplitSearch(
      FeatureInput input,
      SpineIndex spine,
      SplitHistory history,
      UnresolvedKeys unresolved,
      QueryContext context) {
    SpineSlots slots = spine.slots();
    this.history = history;
    this.unresolved = unresolved;
    this.candidates =
        new CandidateStore(slots.size(), CandidatePass.order(input), context.memory());
    this.frontier = frontier(slots, context);
    CandidatePass pass = new CandidatePass(input, spine, candidates, frontier);
    this.sweep = new FeatureSweep(pass, input.eventTimestamp());
    unresolved.watch(candidates);
  }

  private KeyFrontier frontier(SpineSlots slots, QueryContext context) {
    try {
      return new KeyFrontier(slots.keys(), context.memory());
    } catch (RuntimeException e) {
      candidates.close();
      throw e;
    }
  }

  /** What a search of a spine takes, in bytes. */
  static long bytesFor(SpineSlots slots, FeatureInput input) {
    return CandidateStore.bytesFor(slots.size(), CandidatePass.order(input))
        + KeyFrontier.bytesFor(slots.keys());
  }

  CandidateStore candidates() {
    return candidates;
  }

  @Override
  public void accept(Split split, PositionedBatch batch) {
    sweep.accept(split, batch);
  }

  /** Ends the whole search when the splits left can improve nothing. */
  @Override
  public void end(Split split) {
    sweep.end(split);
    if (unresolved.resolve(history.newestLeft())) {
      history.stop();
    }
  }

  @Override
  public void close() {
    sweep.close();
    frontier.close();
    candidates.close();
  }
}
