package dev.pitwall.execution.join.pointintime;

import dev.pitwall.execution.join.pointintime.candidate.CandidateSearch;
import dev.pitwall.execution.join.pointintime.candidate.FeatureRowReader;
import dev.pitwall.execution.join.pointintime.candidate.FeatureRows;
import dev.pitwall.execution.join.pointintime.candidate.RowOrder;
import dev.pitwall.execution.join.pointintime.candidate.SlotWinners;
import dev.pitwall.execution.join.pointintime.spine.SpineIndex;
import dev.pitwall.execution.join.pointintime.spine.SpineSlots;
import dev.pitwall.execution.pipeline.PositionedBatch;
import dev.pitwall.execution.plan.BatchStream;
import dev.pitwall.execution.plan.FeatureInput;
import dev.pitwall.execution.task.QueryContext;
import dev.pitwall.execution.vector.RetainedBatches;
import dev.pitwall.spi.offline.RowPositions;
import java.util.List;

/** Feature rows of any operator: kept whole, in the order in which they come. */
public final class RetainedFeatureSide implements FeatureSide {
  private static final RowPositions FROM_ZERO = new RowPositions.Consecutive(0);

  private final FeatureInput input;
  private final BatchStream source;
  private final QueryContext context;
  private final RetainedBatches batches = new RetainedBatches();

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
  public void open() {
    batches.addAll(source);
  }

  @Override
  public FeatureMatches match(SpineIndex spine) {
    SpineSlots slots = spine.slots();
    FeatureRowReader reader = new FeatureRowReader(input, spine);
    try (CandidateSearch search = new CandidateSearch(input, slots, context)) {
      for (int i = batches.batches().size() - 1; i >= 0; i--) { // mostly the newest first
        context.token().check();
        PositionedBatch batch = new PositionedBatch(batches.batches().get(i), FROM_ZERO);
        FeatureRows rows = reader.read(batch, i);
        search.offer(rows, RowOrder.of(rows));
      }
      search.flush();
      SlotWinners winners =
          SlotWinners.of(List.of(search.candidates()), slots, input.policy(), context);
      return FeatureMatches.borrowing(winners, batches);
    }
  }

  @Override
  public void close() {
    batches.close();
    source.close();
  }
}
