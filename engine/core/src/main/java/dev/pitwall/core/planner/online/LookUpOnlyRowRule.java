package dev.pitwall.core.planner.online;

import dev.pitwall.core.planner.logical.OnlineLookup;
import dev.pitwall.core.planner.logical.OnlineScan;
import dev.pitwall.core.planner.rule.RuleConfig;
import java.util.List;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.plan.RelRule;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalValues;
import org.apache.calcite.tools.RelBuilder;

/** Looks up the one row of an online table without join keys, whatever the query asks of it. */
public final class LookUpOnlyRowRule extends RelRule<RuleConfig> {
  public static final RelOptRule INSTANCE =
      new RuleConfig(
              "LookUpOnlyRowRule",
              b0 -> b0.operand(OnlineScan.class).noInputs(),
              LookUpOnlyRowRule::new)
          .toRule();

  private LookUpOnlyRowRule(RuleConfig config) {
    super(config);
  }

  @Override
  public void onMatch(RelOptRuleCall call) {
    OnlineScan scan = call.rel(0);
    if (scan.table().keyCount() > 0) {
      return;
    }
    RelNode row = LogicalValues.createOneRow(scan.getCluster());
    int width = row.getRowType().getFieldCount();
    RelBuilder builder = call.builder().push(OnlineLookup.of(row, scan, List.of()));
    call.transformTo(
        builder
            .project(
                builder.fields().subList(width, builder.fields().size()),
                scan.getRowType().getFieldNames(),
                true)
            .convert(scan.getRowType(), true)
            .build());
  }
}
