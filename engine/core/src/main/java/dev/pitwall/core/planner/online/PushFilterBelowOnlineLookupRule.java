package dev.pitwall.core.planner.online;

import dev.pitwall.core.planner.logical.OnlineLookup;
import dev.pitwall.core.planner.rule.RuleConfig;
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

/** Applies a filter on columns of a lookup's input before the lookup: fewer keys are asked for. */
public final class PushFilterBelowOnlineLookupRule extends RelRule<RuleConfig> {
  public static final RelOptRule INSTANCE =
      new RuleConfig(
              "PushFilterBelowOnlineLookupRule",
              b0 ->
                  b0.operand(Filter.class)
                      .oneInput(b1 -> b1.operand(OnlineLookup.class).anyInputs()),
              PushFilterBelowOnlineLookupRule::new)
          .toRule();

  private PushFilterBelowOnlineLookupRule(RuleConfig config) {
    super(config);
  }

  @Override
  public void onMatch(RelOptRuleCall call) {
    Filter filter = call.rel(0);
    OnlineLookup lookup = call.rel(1);
    ImmutableBitSet input = ImmutableBitSet.range(lookup.getInput().getRowType().getFieldCount());
    List<RexNode> pushed = new ArrayList<>();
    List<RexNode> kept = new ArrayList<>();
    for (RexNode term : RelOptUtil.conjunctions(filter.getCondition())) {
      boolean push =
          RexUtil.isDeterministic(term) && input.contains(RelOptUtil.InputFinder.bits(term));
      (push ? pushed : kept).add(term);
    }
    if (pushed.isEmpty()) {
      return;
    }
    RelNode below = call.builder().push(lookup.getInput()).filter(pushed).build();
    RelNode found = OnlineLookup.of(below, lookup.views());
    call.transformTo(call.builder().push(found).filter(kept).build());
  }
}
