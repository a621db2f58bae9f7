package dev.pitwall.core.planner.rule;

import dev.pitwall.core.planner.logical.FeatureMatch;
import dev.pitwall.core.planner.logical.PointInTimeJoin;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.plan.RelRule;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.tools.RelBuilder;

/**
 * Brings two point-in-time joins next to each other, so that they can be merged: a projection
 * between them moves above the upper one, when that one joins by columns which it passes on. A
 * window function stays where it is: it counts the rows that an inner join drops.
 */
public final class PullProjectAbovePointInTimeJoinRule extends RelRule<RuleConfig> {
  public static final RelOptRule INSTANCE =
      new RuleConfig(
              "PullProjectAbovePointInTimeJoinRule",
              b0 ->
                  b0.operand(PointInTimeJoin.class)
                      .unorderedInputs(
                          b1 ->
                              b1.operand(Project.class)
                                  .oneInput(b2 -> b2.operand(PointInTimeJoin.class).anyInputs())),
              PullProjectAbovePointInTimeJoinRule::new)
          .toRule();

  private PullProjectAbovePointInTimeJoinRule(RuleConfig config) {
    super(config);
  }

  @Override
  public void onMatch(RelOptRuleCall call) {
    PointInTimeJoin upper = call.rel(0);
    Project project = call.rel(1);
    if (upper.spine().stripped() != project || project.containsOver()) {
      return;
    }
    List<FeatureMatch> matches = new ArrayList<>();
    for (FeatureMatch match : upper.matches()) {
      OptionalInt timestamp = below(project, match.spineTimestamp());
      List<OptionalInt> keys = match.spineKeys().stream().map(k -> below(project, k)).toList();
      if (timestamp.isEmpty() || keys.stream().anyMatch(OptionalInt::isEmpty)) {
        return;
      }
      List<Integer> found = keys.stream().map(OptionalInt::getAsInt).toList();
      matches.add(match.withSpine(found, timestamp.getAsInt()));
    }
    RelNode below = PointInTimeJoin.create(project.getInput(), upper.features(), matches);
    RelBuilder builder = call.builder().push(below);
    int width = project.getInput().getRowType().getFieldCount();
    List<RexNode> all = new ArrayList<>(project.getProjects());
    all.addAll(builder.fields().subList(width, below.getRowType().getFieldCount()));
    call.transformTo(builder.project(all, upper.getRowType().getFieldNames(), true).build());
  }

  private static OptionalInt below(Project project, int column) {
    return project.getProjects().get(column) instanceof RexInputRef reference
        ? OptionalInt.of(reference.getIndex())
        : OptionalInt.empty();
  }
}
