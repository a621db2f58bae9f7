package dev.pitwall.core.planner.online;

import com.google.common.collect.ImmutableList;
import dev.pitwall.core.planner.logical.OnlineLookup;
import dev.pitwall.core.planner.logical.OnlineScan;
import dev.pitwall.core.planner.rule.RuleConfig;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.plan.RelRule;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.logical.LogicalValues;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;

/**
 * Answers {@code WHERE key = …} or {@code key IN (…)} on an online table by looking the keys up.
 */
public final class LookUpFilteredKeysRule extends RelRule<RuleConfig> {
  public static final RelOptRule INSTANCE =
      new RuleConfig(
              "LookUpFilteredKeysRule",
              b0 ->
                  b0.operand(Filter.class).oneInput(b1 -> b1.operand(OnlineScan.class).noInputs()),
              LookUpFilteredKeysRule::new)
          .toRule();

  private LookUpFilteredKeysRule(RuleConfig config) {
    super(config);
  }

  @Override
  public void onMatch(RelOptRuleCall call) {
    Filter filter = call.rel(0);
    OnlineScan scan = call.rel(1);
    RexBuilder rex = call.builder().getRexBuilder();
    int keyCount = scan.table().keyCount();
    Optional<Set<List<RexLiteral>>> keys = new OnlineKeys(keyCount).of(filter.getCondition(), rex);
    if (keyCount == 0 || keys.isEmpty()) {
      return;
    }
    RelDataType keyType = keyType(scan, keyCount);
    ImmutableList<ImmutableList<RexLiteral>> rows =
        keys.get().stream()
            .map(key -> typed(key, keyType, rex))
            .collect(ImmutableList.toImmutableList());
    RelNode values = LogicalValues.create(scan.getCluster(), keyType, rows);
    List<Integer> columns = IntStream.range(0, keyCount).boxed().toList();
    RelNode lookup = OnlineLookup.of(values, scan, columns);
    call.transformTo(call.builder().push(lookup).filter(filter.getCondition()).build());
  }

  private static RelDataType keyType(OnlineScan scan, int keyCount) {
    RelDataTypeFactory.Builder builder = scan.getCluster().getTypeFactory().builder();
    builder.addAll(scan.getRowType().getFieldList().subList(0, keyCount));
    return builder.build();
  }

  private static ImmutableList<RexLiteral> typed(
      List<RexLiteral> key, RelDataType types, RexBuilder rex) {
    ImmutableList.Builder<RexLiteral> typed = ImmutableList.builder();
    for (int i = 0; i < key.size(); i++) {
      RelDataType type = types.getFieldList().get(i).getType();
      RexNode literal = rex.makeLiteral(key.get(i).getValue(), type, false);
      typed.add((RexLiteral) literal);
    }
    return typed.build();
  }
}
