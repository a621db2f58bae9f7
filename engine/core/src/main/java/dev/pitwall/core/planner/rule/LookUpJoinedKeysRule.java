package dev.pitwall.core.planner.rule;

import dev.pitwall.core.planner.logical.OnlineLookup;
import dev.pitwall.core.planner.logical.OnlineScan;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.plan.RelRule;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinInfo;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.tools.RelBuilder;

/**
 * Answers a join with an online table on its join keys by looking up the keys of the other side.
 */
public final class LookUpJoinedKeysRule extends RelRule<RuleConfig> {
  public static final RelOptRule INSTANCE =
      new RuleConfig(
              "LookUpJoinedKeysRule",
              b0 ->
                  b0.operand(Join.class)
                      .inputs(
                          b1 -> b1.operand(RelNode.class).anyInputs(),
                          b2 -> b2.operand(OnlineScan.class).noInputs()),
              LookUpJoinedKeysRule::new)
          .toRule();

  private LookUpJoinedKeysRule(RuleConfig config) {
    super(config);
  }

  @Override
  public void onMatch(RelOptRuleCall call) {
    Join join = call.rel(0);
    OnlineScan scan = call.rel(2);
    JoinInfo info = join.analyzeCondition();
    int keyCount = scan.table().keyCount();
    boolean byKeys =
        info.isEqui()
            && info.rightKeys.size() == keyCount
            && info.rightSet().length() == keyCount
            && info.rightSet().cardinality() == keyCount;
    if (!byKeys
        || (join.getJoinType() != JoinRelType.LEFT && join.getJoinType() != JoinRelType.INNER)) {
      return;
    }
    List<Integer> leftKeys = new ArrayList<>();
    for (int key = 0; key < keyCount; key++) {
      leftKeys.add(info.leftKeys.get(info.rightKeys.indexOf(key)));
    }
    call.transformTo(joined(call, join, OnlineLookup.of(join.getLeft(), scan, leftKeys)));
  }

  /** The join's columns: a lookup gives the left side's keys once only. */
  private static RelNode joined(RelOptRuleCall call, Join join, OnlineLookup lookup) {
    int leftWidth = join.getLeft().getRowType().getFieldCount();
    RelBuilder builder = call.builder().push(lookup);
    List<RexNode> fields = builder.fields();
    if (join.getJoinType() == JoinRelType.INNER) {
      builder.filter(
          lookup.keyColumns().stream().map(key -> builder.isNotNull(fields.get(key))).toList());
    }
    List<RexNode> columns = new ArrayList<>(fields.subList(0, leftWidth));
    lookup.keyColumns().forEach(key -> columns.add(fields.get(key)));
    columns.addAll(fields.subList(leftWidth, fields.size()));
    return builder
        .project(columns, join.getRowType().getFieldNames(), true)
        .convert(join.getRowType(), true)
        .build();
  }
}
