package dev.pitwall.core.planner.online;

import dev.pitwall.core.planner.logical.OnlineLookup;
import dev.pitwall.core.planner.rule.RuleConfig;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.plan.RelRule;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.tools.RelBuilder;

/**
 * Brings two lookups next to each other, so that they can be merged: a projection between them
 * moves above the upper one, when that one's keys are columns which it passes on.
 */
public final class PullProjectAboveOnlineLookupRule extends RelRule<RuleConfig> {
  public static final RelOptRule INSTANCE =
      new RuleConfig(
              "PullProjectAboveOnlineLookupRule",
              b0 ->
                  b0.operand(OnlineLookup.class)
                      .oneInput(
                          b1 ->
                              b1.operand(Project.class)
                                  .oneInput(b2 -> b2.operand(OnlineLookup.class).anyInputs())),
              PullProjectAboveOnlineLookupRule::new)
          .toRule();

  private PullProjectAboveOnlineLookupRule(RuleConfig config) {
    super(config);
  }

  @Override
  public void onMatch(RelOptRuleCall call) {
    OnlineLookup upper = call.rel(0);
    Project project = call.rel(1);
    List<OnlineLookup.View> views = new ArrayList<>();
    for (OnlineLookup.View view : upper.views()) {
      List<Integer> keys = new ArrayList<>();
      for (int key : view.keyColumns()) {
        if (!(project.getProjects().get(key) instanceof RexInputRef reference)) {
          return;
        }
        keys.add(reference.getIndex());
      }
      views.add(view.withKeys(keys));
    }
    if (RexOver.containsOver(project.getProjects(), null)) {
      return;
    }
    RelBuilder builder = call.builder().push(OnlineLookup.of(project.getInput(), views));
    int width = project.getInput().getRowType().getFieldCount();
    List<RexNode> all = new ArrayList<>(project.getProjects());
    all.addAll(builder.fields().subList(width, builder.fields().size()));
    call.transformTo(builder.project(all, upper.getRowType().getFieldNames(), true).build());
  }
}
