package dev.pitwall.core.planner.logical;

import dev.pitwall.execution.plan.MatchPolicy;
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
 * @param spineTimestamp of the type of {@code eventTimestamp}
 * @param createdTimestamp the second tie-break
 * @param output the feature columns that the join puts out, in this order
 */
public record FeatureMatch(
    String name,
    List<Integer> spineKeys,
    List<Integer> featureKeys,
    int spineTimestamp,
    int eventTimestamp,
    OptionalInt createdTimestamp,
    MatchPolicy policy,
    List<Integer> output) {
  public FeatureMatch {
    Objects.requireNonNull(name, "name");
    spineKeys = List.copyOf(spineKeys);
    featureKeys = List.copyOf(featureKeys);
    Objects.requireNonNull(createdTimestamp, "createdTimestamp");
    Objects.requireNonNull(policy, "policy");
    output = List.copyOf(output);
  }

  /** The same match with other columns of the spine. */
  public FeatureMatch withSpine(List<Integer> keys, int timestamp) {
    return new FeatureMatch(
        name, keys, featureKeys, timestamp, eventTimestamp, createdTimestamp, policy, output);
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
        columns);
  }
}
