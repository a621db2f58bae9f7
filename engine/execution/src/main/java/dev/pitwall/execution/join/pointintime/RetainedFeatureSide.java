package dev.pitwall.execution.join.pointintime;

import dev.pitwall.execution.operator.PositionedBatch;
import dev.pitwall.execution.operator.QueryContext;
import dev.pitwall.execution.plan.BatchStream;
import dev.pitwall.execution.plan.FeatureInput;
import dev.pitwall.execution.vector.RetainedBatches;
import dev.pitwall.spi.offline.RowPositions;
import java.util.List;
import org.apache.arrow.vector.VectorSchemaRoot;

/** Feature rows of any operator: kept whole, in the order in which they come. */
public final class RetainedFeatureSide implements FeatureSide {
  private static final RowPositions FROM_ZERO = new RowPositions.Consecutive(0);

  private final FeatureInput input;
  private final BatchStream source;
  private final QueryContext context;

  /**
   * Makes a side.
   *
   * @param source in a fixed order, which decides full ties
   */
  public RetainedFeatureSide(FeatureInput input, BatchStream source, QueryContext context) {
    this.input = input;
    this.source = source;
    this.context = context;
  }

  @Override
  public FeatureInput input() {
    return input;
  }

  @Override
  public FeatureMatches match(SpineIndex spine) {
    RetainedBatches batches = new RetainedBatches();
    SpineSlots slots = spine.slots();
    CandidateStore.Order order = CandidatePass.order(input);
    try (CandidateStore candidates = new CandidateStore(slots.size(), order, context.memory());
        KeyFrontier frontier = new KeyFrontier(slots.keys(), context.memory())) {
      CandidatePass pass = new CandidatePass(input, spine, candidates, frontier);
      for (VectorSchemaRoot batch = source.next(); batch != null; batch = source.next()) {
        pass.offer(new PositionedBatch(batch, FROM_ZERO), batches.batches().size());
        batches.add(batch);
      }
      SlotWinners winners = SlotWinners.of(List.of(candidates), slots, input.policy(), context);
      return new FeatureMatches(winners, batches);
    } catch (RuntimeException | Error e) {
      batches.close();
      throw e;
    }
  }

  @Override
  public void close() {
    source.close();
  }
}
