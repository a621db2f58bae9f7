package dev.pitwall.core.planner.rule;

import dev.pitwall.core.planner.logical.PointInTimeJoin;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.plan.RelRule;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Applies a filter on spine columns before the point-in-time join. A filter on feature columns
 * stays above it: below, it would let an older row match.
 */
public final class PushFilterIntoSpineRule extends RelRule<RuleConfig> {
  public static final RelOptRule INSTANCE =
      new RuleConfig(
              "PushFilterIntoSpineRule",
              b0 ->
                  b0.operand(Filter.class)
                      .oneInput(b1 -> b1.operand(PointInTimeJoin.class).anyInputs()),
              PushFilterIntoSpineRule::new)
          .toRule();

  private PushFilterIntoSpineRule(RuleConfig config) {
    super(config);
  }

  @Override
  public void onMatch(RelOptRuleCall call) {
    Filter filter = call.rel(0);
    PointInTimeJoin join = call.rel(1);
    ImmutableBitSet spineColumns = ImmutableBitSet.range(join.spineWidth());
    List<RexNode> pushed = new ArrayList<>();
    List<RexNode> kept = new ArrayList<>();
    for (RexNode term : RelOptUtil.conjunctions(filter.getCondition())) {
      boolean push =
          RexUtil.isDeterministic(term) && spineColumns.contains(RelOptUtil.InputFinder.bits(term));
      (push ? pushed : kept).add(term);
    }
    if (pushed.isEmpty()) {
      return;
    }
    List<RelNode> inputs = new ArrayList<>(join.getInputs());
    inputs.set(0, call.builder().push(join.spine()).filter(pushed).build());
    RelNode below = join.copy(join.getTraitSet(), inputs);
    call.transformTo(call.builder().push(below).filter(kept).build());
  }
}
