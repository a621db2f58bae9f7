package dev.pitwall.execution.join.pointintime;

import dev.pitwall.execution.join.pointintime.candidate.CandidateSearch;
import dev.pitwall.execution.join.pointintime.candidate.CandidateStore;
import dev.pitwall.execution.join.pointintime.candidate.FeatureRowReader;
import dev.pitwall.execution.join.pointintime.candidate.FeatureRows;
import dev.pitwall.execution.join.pointintime.candidate.RowOrder;
import dev.pitwall.execution.join.pointintime.spine.SpineIndex;
import dev.pitwall.execution.pipeline.PositionedBatch;
import dev.pitwall.execution.pipeline.SplitSink;
import dev.pitwall.execution.plan.FeatureInput;
import dev.pitwall.execution.task.QueryContext;
import dev.pitwall.spi.offline.Split;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Searches one split after the other. A split whose rows grow newer towards its end, as most do, is
 * kept until all of it has been read, and swept from its end. Not thread-safe: each worker has one.
 */
final class SplitSearch implements SplitSink, AutoCloseable {
  private final CandidateSearch search;
  private final FeatureRowReader reader;
  private final FeatureHistory history;
  private final int mostKept;
  private final Deque<PositionedBatch> kept = new ArrayDeque<>();
  private int keptRows;

  SplitSearch(FeatureInput input, SpineIndex spine, FeatureHistory history, QueryContext context) {
    this.search = new CandidateSearch(input, spine.slots(), context);
    this.reader = new FeatureRowReader(input, spine);
    this.history = history;
    this.mostKept = context.tuning().sweptRows();
  }

  CandidateStore candidates() {
    return search.candidates();
  }

  @Override
  public void accept(Split split, PositionedBatch batch) {
    if (!kept.isEmpty()) {
      keep(split, batch);
      return;
    }
    FeatureRows rows = reader.read(batch, split.ordinal());
    RowOrder order = RowOrder.of(rows);
    if (order == RowOrder.BY_TIME) {
      keep(split, batch);
    } else {
      batch.rows().close();
      search.offer(rows, order);
    }
  }

  private void keep(Split split, PositionedBatch batch) {
    kept.push(batch);
    keptRows += batch.rows().getRowCount();
    if (keptRows >= mostKept) {
      sweep(split);
    }
  }

  private void sweep(Split split) {
    keptRows = 0;
    while (!kept.isEmpty()) {
      PositionedBatch batch = kept.pop();
      try (var vectors = batch.rows()) {
        search.offer(reader.read(batch, split.ordinal()), RowOrder.BY_TIME);
      }
    }
  }

  /** Ends the search of all workers when the splits left can improve nothing. */
  @Override
  public void end(Split split) {
    sweep(split);
    history.ended();
  }

  /** Offers what is left, once no split is. */
  void finish() {
    search.flush();
  }

  long sweptRows() {
    return search.sweptRows();
  }

  long partitionedRows() {
    return search.partitionedRows();
  }

  @Override
  public void close() {
    kept.forEach(batch -> batch.rows().close());
    kept.clear();
    search.close();
  }
}
