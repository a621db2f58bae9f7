package dev.pitwall.core.planner.rule;

import dev.pitwall.core.planner.logical.FeatureMatch;
import dev.pitwall.core.planner.logical.PointInTimeJoin;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.plan.RelRule;
import org.apache.calcite.rel.RelNode;

/**
 * Joins the views of a chain of point-in-time joins with one spine in one node, which reads the
 * spine once and indexes it once. Only where the upper join looks at columns of the spine alone,
 * and where the features of neither are kept.
 */
public final class MergePointInTimeJoinsRule extends RelRule<RuleConfig> {
  public static final RelOptRule INSTANCE =
      new RuleConfig(
              "MergePointInTimeJoinsRule",
              b0 ->
                  b0.operand(PointInTimeJoin.class)
                      .unorderedInputs(b1 -> b1.operand(PointInTimeJoin.class).anyInputs()),
              MergePointInTimeJoinsRule::new)
          .toRule();

  private MergePointInTimeJoinsRule(RuleConfig config) {
    super(config);
  }

  @Override
  public void onMatch(RelOptRuleCall call) {
    PointInTimeJoin upper = call.rel(0);
    PointInTimeJoin lower = call.rel(1);
    if (upper.spine().stripped() != lower
        || !upper.isStreamed()
        || !lower.isStreamed()
        || !upper.matches().stream().allMatch(match -> isOf(match, lower.spineWidth()))) {
      return;
    }
    List<RelNode> features = new ArrayList<>(lower.features());
    features.addAll(upper.features());
    List<FeatureMatch> matches = new ArrayList<>(lower.matches());
    matches.addAll(upper.matches());
    call.transformTo(PointInTimeJoin.create(lower.spine(), features, matches));
  }

  private static boolean isOf(FeatureMatch match, int spineWidth) {
    return match.spineTimestamp() < spineWidth
        && match.spineKeys().stream().allMatch(key -> key < spineWidth);
  }
}
