package dev.pitwall.core.planner.rule;

import dev.pitwall.core.planner.logical.FeatureMatch;
import dev.pitwall.core.planner.logical.PointInTimeJoin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.plan.RelRule;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.tools.RelBuilder;

/**
 * Matches one feature input once, however often the same match of it is asked for, as by a
 * sub-query for each feature.
 */
public final class ReadEqualFeaturesOnceRule extends RelRule<RuleConfig> {
  public static final RelOptRule INSTANCE =
      new RuleConfig(
              "ReadEqualFeaturesOnceRule",
              b0 -> b0.operand(PointInTimeJoin.class).anyInputs(),
              ReadEqualFeaturesOnceRule::new)
          .toRule();

  private ReadEqualFeaturesOnceRule(RuleConfig config) {
    super(config);
  }

  @Override
  public void onMatch(RelOptRuleCall call) {
    PointInTimeJoin join = call.rel(0);
    Map<List<Object>, Integer> offsets = new HashMap<>();
    List<RelNode> features = new ArrayList<>();
    List<FeatureMatch> matches = new ArrayList<>();
    List<Integer> columns = new ArrayList<>(spineColumns(join));
    int width = join.spineWidth();
    for (int i = 0; i < join.matches().size(); i++) {
      FeatureMatch match = join.matches().get(i);
      RelNode feature = join.features().get(i);
      Integer known = offsets.putIfAbsent(List.of(feature.stripped(), match), width);
      if (known == null) {
        features.add(feature);
        matches.add(match);
        width += match.output().size();
      }
      int first = known == null ? width - match.output().size() : known;
      IntStream.range(0, match.output().size()).forEach(column -> columns.add(first + column));
    }
    if (matches.size() < join.matches().size()) {
      RelBuilder builder = call.builder();
      builder.push(PointInTimeJoin.create(join.spine(), features, matches));
      List<RexNode> all = columns.stream().<RexNode>map(builder::field).toList();
      call.transformTo(builder.project(all, join.getRowType().getFieldNames(), true).build());
    }
  }

  private static List<Integer> spineColumns(PointInTimeJoin join) {
    return IntStream.range(0, join.spineWidth()).boxed().toList();
  }
}
