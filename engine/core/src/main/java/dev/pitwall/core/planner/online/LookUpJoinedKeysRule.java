package dev.pitwall.core.planner.online;

import dev.pitwall.core.planner.logical.OnlineLookup;
import dev.pitwall.core.planner.rule.RuleConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.plan.RelRule;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.tools.RelBuilder;

/**
 * Answers a join with an online table on its join keys by looking up the keys of the other side.
 * What else the join asks for is tested on the rows found; a left join then shows NULLs.
 */
public final class LookUpJoinedKeysRule extends RelRule<RuleConfig> {
  public static final RelOptRule INSTANCE =
      new RuleConfig(
              "LookUpJoinedKeysRule",
              b0 -> b0.operand(Join.class).anyInputs(),
              LookUpJoinedKeysRule::new)
          .toRule();

  private LookUpJoinedKeysRule(RuleConfig config) {
    super(config);
  }

  @Override
  public void onMatch(RelOptRuleCall call) {
    Join join = call.rel(0);
    JoinRelType type = join.getJoinType();
    Optional<OnlineSide> right =
        type == JoinRelType.INNER || type == JoinRelType.LEFT
            ? OnlineSide.of(join.getRight())
            : Optional.empty();
    if (right.isPresent()) {
      transform(call, join, join.getLeft(), right.get(), Side.RIGHT);
    } else if (type == JoinRelType.INNER || type == JoinRelType.RIGHT) {
      OnlineSide.of(join.getLeft())
          .ifPresent(left -> transform(call, join, join.getRight(), left, Side.LEFT));
    }
  }

  /** On which side of the join the online table is. */
  private enum Side {
    LEFT,
    RIGHT
  }

  private static void transform(
      RelOptRuleCall call, Join join, RelNode other, OnlineSide online, Side side) {
    int width = other.getRowType().getFieldCount();
    if (online.scan().table().keyCount() == 0) {
      return; // has one row, which is looked up by itself
    }
    int leftWidth = join.getLeft().getRowType().getFieldCount();
    // The join's columns as those of the other side, then those of the online table.
    IntFunction<RexNode> moved =
        column -> {
          boolean isLeft = column < leftWidth;
          int place = isLeft ? column : column - leftWidth;
          return isLeft == (side == Side.LEFT)
              ? RexUtil.shift(online.columns().get(place), width)
              : join.getCluster()
                  .getRexBuilder()
                  .makeInputRef(other.getRowType().getFieldList().get(place).getType(), place);
        };
    List<RexNode> terms = new ArrayList<>();
    RelOptUtil.conjunctions(join.getCondition()).forEach(t -> terms.add(replaced(t, moved)));
    online.conditions().forEach(term -> terms.add(RexUtil.shift(term, width)));
    KeyedLookup lookup = new KeyedLookup(other, online);
    if (lookup.take(terms)) {
      call.transformTo(joined(call.builder(), join, lookup, moved, width));
    }
  }

  private static RelNode joined(
      RelBuilder builder, Join join, KeyedLookup keyed, IntFunction<RexNode> moved, int width) {
    OnlineLookup lookup = keyed.build(builder);
    builder.push(lookup);
    IntFunction<RexNode> found = found(lookup, builder.fields(), width);
    List<RexNode> residual = keyed.residual().stream().map(t -> replaced(t, found)).toList();
    boolean isInner = join.getJoinType() == JoinRelType.INNER;
    if (isInner) {
      keepMatches(builder, lookup, residual);
    }
    List<RexNode> columns = new ArrayList<>();
    for (int i = 0; i < join.getRowType().getFieldCount(); i++) {
      RexNode column = moved.apply(i);
      boolean isOther = column instanceof RexInputRef reference && reference.getIndex() < width;
      RexNode shown = replaced(column, found);
      columns.add(
          isOther || isInner || residual.isEmpty() ? shown : nullUnless(residual, shown, builder));
    }
    return builder
        .project(columns, join.getRowType().getFieldNames(), true)
        .convert(join.getRowType(), true)
        .build();
  }

  /**
   * Where the lookup has the columns of the other side and those of the online table after them: a
   * key is a column of the other side.
   */
  private static IntFunction<RexNode> found(OnlineLookup lookup, List<RexNode> fields, int width) {
    List<Integer> keys = lookup.views().get(0).keyColumns();
    int inputWidth = lookup.getInput().getRowType().getFieldCount();
    return column -> {
      int place = column - width;
      if (place < 0) {
        return fields.get(column);
      }
      return fields.get(place < keys.size() ? keys.get(place) : inputWidth + place - keys.size());
    };
  }

  private static void keepMatches(RelBuilder builder, OnlineLookup lookup, List<RexNode> residual) {
    List<RexNode> conditions = new ArrayList<>();
    for (int key : lookup.views().get(0).keyColumns()) {
      conditions.add(builder.isNotNull(builder.field(key)));
    }
    conditions.addAll(residual);
    builder.filter(conditions);
  }

  private static RexNode nullUnless(List<RexNode> conditions, RexNode value, RelBuilder builder) {
    return builder.call(
        SqlStdOperatorTable.CASE,
        builder.and(conditions),
        value,
        builder.getRexBuilder().makeNullLiteral(value.getType()));
  }

  private static RexNode replaced(RexNode node, IntFunction<RexNode> columns) {
    return node.accept(
        new RexShuttle() {
          @Override
          public RexNode visitInputRef(RexInputRef reference) {
            return columns.apply(reference.getIndex());
          }
        });
  }
}
