package dev.pitwall.execution.join.pointintime;

import dev.pitwall.execution.join.pointintime.candidate.CandidateSearch;
import dev.pitwall.execution.join.pointintime.candidate.CandidateStore;
import dev.pitwall.execution.join.pointintime.candidate.SlotWinners;
import dev.pitwall.execution.join.pointintime.spine.SpineIndex;
import dev.pitwall.execution.join.pointintime.spine.SpineSlots;
import dev.pitwall.execution.join.pointintime.winner.WinnerReader;
import dev.pitwall.execution.metrics.OperatorMetrics;
import dev.pitwall.execution.pipeline.ScanPipeline;
import dev.pitwall.execution.pipeline.SplitReads;
import dev.pitwall.execution.pipeline.SplitSource;
import dev.pitwall.execution.pipeline.SplitTask;
import dev.pitwall.execution.plan.FeatureInput;
import dev.pitwall.execution.task.QueryContext;
import dev.pitwall.execution.task.TaskGroup;
import dev.pitwall.execution.vector.RetainedBatches;
import dev.pitwall.spi.offline.Split;
import dev.pitwall.spi.predicate.DynamicFilter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Feature rows of a scan, read twice: keys and timestamps of all rows that can match, by all
 * workers at once, then the features of the winners alone.
 */
public final class ScanFeatureSide implements FeatureSide {
  /** The workers' candidates together take this part of the memory left, at most. */
  private static final int SHARE_OF_HEADROOM = 4;

  private final FeatureInput input;
  private final ScanPipeline pipeline;
  private final QueryContext context;

  public ScanFeatureSide(FeatureInput input, ScanPipeline pipeline, QueryContext context) {
    this.input = input;
    this.pipeline = pipeline;
    this.context = context;
  }

  @Override
  public FeatureInput input() {
    return input;
  }

  @Override
  public void open() {}

  @Override
  public FeatureMatches match(SpineIndex spine) {
    DynamicFilter filter = SpineFilter.of(spine, input, pipeline);
    List<Split> splits = spine.slots().size() == 0 ? List.of() : pipeline.splits(filter);
    SlotWinners winners = winners(spine, splits, filter);
    try {
      return FeatureMatches.owning(winners, features(winners, splits));
    } catch (RuntimeException | Error e) {
      winners.close();
      throw e;
    }
  }

  private SlotWinners winners(SpineIndex spine, List<Split> splits, DynamicFilter filter) {
    SpineSlots slots = spine.slots();
    List<SplitSearch> searches = new ArrayList<>();
    try (UnresolvedKeys unresolved =
        new UnresolvedKeys(slots, input.policy().timeToLiveMicros(), context.memory())) {
      Optional<String> timeColumn = pipeline.storeColumn(input.eventTimestamp());
      FeatureHistory history = new FeatureHistory(splits, timeColumn, unresolved);
      int workers = Math.max(1, Math.min(affordableWorkers(slots), splits.size()));
      for (int i = 0; i < workers; i++) {
        searches.add(new SplitSearch(input, spine, history, context));
        unresolved.watch(searches.get(i).candidates());
      }
      search(history, filter, searches);
      note(splits.size(), history, searches);
      List<CandidateStore> found = searches.stream().map(SplitSearch::candidates).toList();
      return SlotWinners.of(found, slots, input.policy(), context);
    } finally {
      searches.forEach(SplitSearch::close);
    }
  }

  private int affordableWorkers(SpineSlots slots) {
    long bytes = Math.max(1, CandidateSearch.bytesFor(slots, input));
    long affordable = context.memory().headroom() / SHARE_OF_HEADROOM / bytes;
    return (int) Math.min(context.pool().size(), affordable);
  }

  private void search(FeatureHistory history, DynamicFilter filter, List<SplitSearch> searches) {
    ScanPipeline keysAndTimes = pipeline.narrow(matchColumns(), ScanPipeline.Rows.FILTERED);
    List<SplitReads> reads = new ArrayList<>();
    try (TaskGroup group = context.newTaskGroup()) {
      for (SplitSearch search : searches) {
        SplitSource source = history.source();
        reads.add(new SplitReads(keysAndTimes, source, filter, context, group, 1));
        group.start(new SplitTask(reads.get(reads.size() - 1), search));
      }
      group.await();
    } finally {
      reads.forEach(SplitReads::close);
    }
    context.loop(searches.size(), 1, (from, to) -> searches.get(from).finish());
  }

  private void note(int splits, FeatureHistory history, List<SplitSearch> searches) {
    OperatorMetrics metrics = context.metrics(pipeline.scan());
    metrics.passAllRows();
    metrics.note("splits searched", splits - history.leftOut());
    metrics.note("splits too old to matter", history.leftOut());
    metrics.note("rows swept", searches.stream().mapToLong(SplitSearch::sweptRows).sum());
    metrics.note(
        "rows partitioned", searches.stream().mapToLong(SplitSearch::partitionedRows).sum());
  }

  private Set<Integer> matchColumns() {
    Set<Integer> columns = new HashSet<>(input.featureKeys());
    columns.add(input.eventTimestamp());
    input.createdTimestamp().ifPresent(columns::add);
    return columns;
  }

  private RetainedBatches features(SlotWinners winners, List<Split> splits) {
    if (input.output().isEmpty()) {
      return new RetainedBatches(); // only whether a slot has a winner matters
    }
    ScanPipeline features = pipeline.narrow(Set.copyOf(input.output()), ScanPipeline.Rows.ALL);
    try (WinnerReader reader = new WinnerReader(features, context)) {
      return reader.read(winners, splits);
    }
  }

  @Override
  public void close() {}
}
