package dev.pitwall.core.planner.online;

import dev.pitwall.core.planner.logical.OnlineLookup;
import dev.pitwall.core.planner.rule.RuleConfig;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.plan.RelRule;

/**
 * Looks several views up together, so that their answers are waited for once. Only where the upper
 * lookup's keys are not what the lower one finds.
 */
public final class MergeOnlineLookupsRule extends RelRule<RuleConfig> {
  public static final RelOptRule INSTANCE =
      new RuleConfig(
              "MergeOnlineLookupsRule",
              b0 ->
                  b0.operand(OnlineLookup.class)
                      .oneInput(b1 -> b1.operand(OnlineLookup.class).anyInputs()),
              MergeOnlineLookupsRule::new)
          .toRule();

  private MergeOnlineLookupsRule(RuleConfig config) {
    super(config);
  }

  @Override
  public void onMatch(RelOptRuleCall call) {
    OnlineLookup upper = call.rel(0);
    OnlineLookup lower = call.rel(1);
    int width = lower.getInput().getRowType().getFieldCount();
    boolean independent =
        upper.views().stream()
            .flatMap(view -> view.keyColumns().stream())
            .allMatch(key -> key < width);
    if (independent) {
      List<OnlineLookup.View> views = new ArrayList<>(lower.views());
      views.addAll(upper.views());
      call.transformTo(OnlineLookup.of(lower.getInput(), views));
    }
  }
}
