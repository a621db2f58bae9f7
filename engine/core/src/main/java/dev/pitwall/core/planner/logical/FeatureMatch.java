package dev.pitwall.core.planner.logical;

import dev.pitwall.execution.plan.term.MatchDirection;
import dev.pitwall.execution.plan.term.MatchPolicy;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.function.IntUnaryOperator;

/**
 * How one feature input of a {@link PointInTimeJoin} meets the spine. Column numbers of the spine
 * count in the spine's row type, the others in the feature input's.
 *
 * @param name of the view or table, for people
 * @param spineKeys pairwise of the same type as {@code featureKeys}; may be empty
 * @param spineTimestamp what the event timestamp is compared with, and of its type
 * @param eventTimestamp of any type that has an order
 * @param createdTimestamp the second tie-break
 * @param direction on which side of the spine's timestamp the match's lies
 * @param output the feature columns that the join puts out, in this order
 * @param condition what EXPLAIN says of a match besides its keys
 */
public record FeatureMatch(
    String name,
    List<Integer> spineKeys,
    List<Integer> featureKeys,
    int spineTimestamp,
    int eventTimestamp,
    OptionalInt createdTimestamp,
    MatchPolicy policy,
    MatchDirection direction,
    List<Integer> output,
    String condition) {
  public FeatureMatch {
    Objects.requireNonNull(name, "name");
    spineKeys = List.copyOf(spineKeys);
    featureKeys = List.copyOf(featureKeys);
    Objects.requireNonNull(createdTimestamp, "createdTimestamp");
    Objects.requireNonNull(policy, "policy");
    Objects.requireNonNull(direction, "direction");
    output = List.copyOf(output);
    Objects.requireNonNull(condition, "condition");
  }

  /** Whether rows at or after a spine row match that were written before it. */
  public boolean isKnownAhead() {
    return direction == MatchDirection.FORWARD && policy.cutoff() == MatchPolicy.Cutoff.KNOWN_BY;
  }

  /** The same match with other columns of the spine. */
  public FeatureMatch withSpine(List<Integer> keys, int timestamp) {
    return new FeatureMatch(
        name,
        keys,
        featureKeys,
        timestamp,
        eventTimestamp,
        createdTimestamp,
        policy,
        direction,
        output,
        condition);
  }

  /** The same match, found backward in columns of the opposite order or the same. */
  public FeatureMatch backward(int spine, int event) {
    return new FeatureMatch(
        name,
        spineKeys,
        featureKeys,
        spine,
        event,
        createdTimestamp,
        policy,
        MatchDirection.BACKWARD,
        output,
        condition);
  }

  /** The same match after the feature input's columns moved. */
  public FeatureMatch withFeature(IntUnaryOperator moved, List<Integer> columns) {
    return new FeatureMatch(
        name,
        spineKeys,
        featureKeys.stream().map(moved::applyAsInt).toList(),
        spineTimestamp,
        moved.applyAsInt(eventTimestamp),
        createdTimestamp.stream().map(moved).findFirst(),
        policy,
        direction,
        columns,
        condition);
  }
}
