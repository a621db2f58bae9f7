package dev.pitwall.execution.plan;

import dev.pitwall.execution.plan.term.MatchPolicy;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * One feature side of a point-in-time join. Column numbers of the spine count in the spine's
 * schema, the others in the source's.
 *
 * @param name what EXPLAIN and metrics call it
 * @param source the feature rows in any order. A {@link ScanPlan}, or one under a {@link
 *     FilterPlan} or a {@link ProjectPlan} of plain columns, is read late: keys and timestamps
 *     first, features of the winners only. Any other plan is kept whole in memory. Full ties go to
 *     the row of the higher split ordinal and row position; of other plans, to the later row.
 * @param spineKeys pairwise of the same lowered type as {@code featureKeys}; empty when every spine
 *     row meets every feature row
 * @param spineTimestamp an Int64 column
 * @param eventTimestamp an Int64 column
 * @param createdTimestamp an Int64 column, the second tie-break; the policy says where NULL stands
 * @param output the source columns that the join puts out, in this order
 * @param condition what EXPLAIN says of a match besides its keys; the columns may be computed from
 *     what a query compares, and then say little
 */
public record FeatureInput(
    String name,
    PhysicalPlan source,
    List<Integer> spineKeys,
    List<Integer> featureKeys,
    int spineTimestamp,
    int eventTimestamp,
    OptionalInt createdTimestamp,
    MatchPolicy policy,
    List<Integer> output,
    String condition) {
  public FeatureInput {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(source, "source");
    spineKeys = List.copyOf(spineKeys);
    featureKeys = List.copyOf(featureKeys);
    Objects.requireNonNull(createdTimestamp, "createdTimestamp");
    Objects.requireNonNull(policy, "policy");
    output = List.copyOf(output);
    Objects.requireNonNull(condition, "condition");
    if (spineKeys.size() != featureKeys.size()) {
      throw new IllegalArgumentException("as many spine keys as feature keys are needed");
    }
    if (policy.cutoff() == MatchPolicy.Cutoff.KNOWN_BY && createdTimestamp.isEmpty()) {
      throw new IllegalArgumentException("a known-by cutoff needs a created timestamp");
    }
  }

  /** An input of which EXPLAIN says no condition. */
  public FeatureInput(
      String name,
      PhysicalPlan source,
      List<Integer> spineKeys,
      List<Integer> featureKeys,
      int spineTimestamp,
      int eventTimestamp,
      OptionalInt createdTimestamp,
      MatchPolicy policy,
      List<Integer> output) {
    this(
        name,
        source,
        spineKeys,
        featureKeys,
        spineTimestamp,
        eventTimestamp,
        createdTimestamp,
        policy,
        output,
        "");
  }
}
