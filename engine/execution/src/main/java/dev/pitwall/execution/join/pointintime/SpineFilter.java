package dev.pitwall.execution.join.pointintime;

import dev.pitwall.execution.join.pointintime.spine.SpineIndex;
import dev.pitwall.execution.key.LongRange;
import dev.pitwall.execution.pipeline.ScanPipeline;
import dev.pitwall.execution.plan.FeatureInput;
import dev.pitwall.execution.plan.term.MatchPolicy;
import dev.pitwall.spi.predicate.DynamicFilter;
import dev.pitwall.spi.predicate.KeySet;
import dev.pitwall.spi.predicate.TimeRange;
import java.util.List;
import java.util.Optional;

/** What a spine says of the feature rows that can match: between which times, of which keys. */
record SpineFilter(String timeColumn, TimeRange timeRange, List<KeySet> keys)
    implements DynamicFilter {

  /** The filter for an input that reads the pipeline; says less where columns are computed. */
  static SpineFilter of(SpineIndex spine, FeatureInput input, ScanPipeline pipeline) {
    Optional<String> timeColumn = pipeline.storeColumn(input.eventTimestamp());
    TimeRange timeRange = timeColumn.isPresent() ? timeRange(spine, input.policy()) : TimeRange.ALL;
    return new SpineFilter(timeColumn.orElse(""), timeRange, keys(spine, input, pipeline));
  }

  private static TimeRange timeRange(SpineIndex spine, MatchPolicy policy) {
    long last = spine.lastTime();
    boolean strict = policy.bound() == MatchPolicy.Bound.STRICT && last != Long.MIN_VALUE;
    long first = Long.MIN_VALUE;
    if (policy.timeToLiveMicros().isPresent()) {
      long oldest = spine.firstTime() - policy.timeToLiveMicros().getAsLong();
      boolean overflown = oldest > spine.firstTime();
      first = overflown ? Long.MIN_VALUE : oldest;
    }
    return new TimeRange(first, strict ? last - 1 : last);
  }

  private static List<KeySet> keys(SpineIndex spine, FeatureInput input, ScanPipeline pipeline) {
    Optional<LongRange> range = spine.keys().integerRange();
    if (range.isEmpty()) {
      return List.of();
    }
    return pipeline.storeColumn(input.featureKeys().get(0)).stream()
        .map(column -> new KeySet(column, range.get().minimum(), range.get().maximum()))
        .toList();
  }
}
