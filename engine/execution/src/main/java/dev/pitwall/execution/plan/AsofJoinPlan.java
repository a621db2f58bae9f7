package dev.pitwall.execution.plan;

import dev.pitwall.execution.plan.term.MatchDirection;
import dev.pitwall.execution.plan.term.MatchPolicy;
import java.util.List;
import java.util.Objects;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * For each spine row, the nearest feature row in one direction. It matches what a {@link
 * PointInTimeJoinPlan} cannot: values without an order-preserving Int64, such as texts, and rows
 * after a spine row under a known-by cutoff. Keeps both sides in memory. Spine rows come out in the
 * order in which they came in.
 *
 * @param feature its spine and event timestamps are of one type, which may be Int64, Utf8, Binary
 *     or a Decimal. The policy's bound is strict or inclusive in the given direction, and its TTL,
 *     for Int64 only, is the greatest distance of a match. Among equal values the greatest created
 *     timestamp wins, then the later row.
 * @param schema the spine's columns, then the output columns of the feature input, nullable where
 *     unmatched rows are kept
 */
public record AsofJoinPlan(
    PhysicalPlan spine, FeatureInput feature, MatchDirection direction, Schema schema)
    implements PhysicalPlan {
  public AsofJoinPlan {
    Objects.requireNonNull(direction, "direction");
    if (direction == MatchDirection.BACKWARD
        && feature.policy().cutoff() == MatchPolicy.Cutoff.KNOWN_BY) {
      throw new IllegalArgumentException("backward, a PointInTimeJoinPlan has a known-by cutoff");
    }
  }

  @Override
  public List<PhysicalPlan> inputs() {
    return List.of(spine, feature.source());
  }
}
