package dev.pitwall.core.planner.online;

import com.google.common.collect.ImmutableList;
import dev.pitwall.core.planner.logical.DistinctRows;
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
    int keyCount = scan.table().keyCount();
    OnlineKeys asked =
        new OnlineKeys(keyCount, call.builder().getRexBuilder(), filter.getCondition());
    Optional<Set<List<RexNode>>> keys = asked.find();
    if (keyCount == 0 || keys.isEmpty()) {
      return;
    }
    List<Integer> columns = IntStream.range(0, keyCount).boxed().toList();
    RelNode lookup = OnlineLookup.of(rows(scan, keys.get()), scan, columns);
    call.transformTo(
        asked.sayAll()
            ? lookup
            : call.builder().push(lookup).filter(filter.getCondition()).build());
  }

  private static RelNode rows(OnlineScan scan, Set<List<RexNode>> keys) {
    boolean literal = keys.stream().flatMap(List::stream).allMatch(RexLiteral.class::isInstance);
    RelDataType keyType = keyType(scan);
    return literal
        ? LogicalValues.create(scan.getCluster(), keyType, literals(scan, keys, keyType))
        : new DistinctRows(scan.getCluster(), keyType, List.copyOf(keys));
  }

  private static RelDataType keyType(OnlineScan scan) {
    RelDataTypeFactory.Builder builder = scan.getCluster().getTypeFactory().builder();
    builder.addAll(scan.getRowType().getFieldList().subList(0, scan.table().keyCount()));
    return builder.build();
  }

  private static ImmutableList<ImmutableList<RexLiteral>> literals(
      OnlineScan scan, Set<List<RexNode>> keys, RelDataType keyType) {
    RexBuilder rex = scan.getCluster().getRexBuilder();
    return keys.stream()
        .map(key -> literals(key, keyType, rex))
        .collect(ImmutableList.toImmutableList());
  }

  private static ImmutableList<RexLiteral> literals(
      List<RexNode> key, RelDataType types, RexBuilder rex) {
    ImmutableList.Builder<RexLiteral> typed = ImmutableList.builder();
    for (int i = 0; i < key.size(); i++) {
      RelDataType type = types.getFieldList().get(i).getType();
      RexNode literal = rex.makeLiteral(((RexLiteral) key.get(i)).getValue(), type, false);
      typed.add((RexLiteral) literal);
    }
    return typed.build();
  }
}
