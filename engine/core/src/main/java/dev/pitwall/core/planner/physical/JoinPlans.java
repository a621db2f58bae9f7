package dev.pitwall.core.planner.physical;

import dev.pitwall.core.codegen.ExpressionCompiler;
import dev.pitwall.core.type.ArrowTypes;
import dev.pitwall.execution.kernel.FilterKernel;
import dev.pitwall.execution.plan.HashJoinPlan;
import dev.pitwall.execution.plan.PhysicalPlan;
import dev.pitwall.execution.plan.term.JoinKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinInfo;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.validate.SqlValidatorUtil;

/** Joins as hash joins. */
final class JoinPlans {
  private final ExpressionCompiler expressions;

  JoinPlans(ExpressionCompiler expressions) {
    this.expressions = expressions;
  }

  /** The plan; empty when the operator has no such kind of join. */
  Optional<PhysicalPlan> of(Join join, PhysicalPlan left, PhysicalPlan right) {
    return kind(join)
        .map(
            kind -> {
              Keys keys = keys(join);
              return new HashJoinPlan(
                  left,
                  right,
                  kind,
                  keys.left(),
                  keys.right(),
                  residual(join, keys.others()),
                  ArrowTypes.schema(join.getRowType()));
            });
  }

  private static Optional<JoinKind> kind(Join join) {
    return switch (join.getJoinType()) {
      case INNER -> Optional.of(JoinKind.INNER);
      case LEFT -> Optional.of(JoinKind.LEFT);
      case RIGHT -> Optional.of(JoinKind.RIGHT);
      case FULL -> Optional.of(JoinKind.FULL);
      case SEMI -> Optional.of(JoinKind.SEMI);
      case ANTI -> Optional.of(JoinKind.ANTI);
      default -> Optional.empty();
    };
  }

  private record Keys(List<Integer> left, List<Integer> right, List<RexNode> others) {}

  /** Equal columns of one type are keys; everything else is tested pair by pair. */
  private static Keys keys(Join join) {
    JoinInfo info = join.analyzeCondition();
    Keys keys =
        new Keys(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(info.nonEquiConditions));
    RexBuilder rex = join.getCluster().getRexBuilder();
    int leftWidth = join.getLeft().getRowType().getFieldCount();
    for (int i = 0; i < info.leftKeys.size(); i++) {
      int leftKey = info.leftKeys.get(i);
      int rightKey = info.rightKeys.get(i);
      RelDataType left = join.getLeft().getRowType().getFieldList().get(leftKey).getType();
      RelDataType right = join.getRight().getRowType().getFieldList().get(rightKey).getType();
      if (arrowTypesAgree(left, right)) {
        keys.left().add(leftKey);
        keys.right().add(rightKey);
      } else {
        keys.others()
            .add(
                rex.makeCall(
                    SqlStdOperatorTable.EQUALS,
                    rex.makeInputRef(left, leftKey),
                    rex.makeInputRef(right, leftWidth + rightKey)));
      }
    }
    return keys;
  }

  private static boolean arrowTypesAgree(RelDataType left, RelDataType right) {
    return ArrowTypes.field("key", left).getType().equals(ArrowTypes.field("key", right).getType());
  }

  private Optional<FilterKernel> residual(Join join, List<RexNode> others) {
    RexBuilder rex = join.getCluster().getRexBuilder();
    RexNode condition = RexUtil.composeConjunction(rex, others);
    return condition.isAlwaysTrue()
        ? Optional.empty()
        : Optional.of(expressions.compileFilter(condition, pairType(join)));
  }

  private static RelDataType pairType(Join join) {
    return SqlValidatorUtil.createJoinType(
        join.getCluster().getTypeFactory(),
        join.getLeft().getRowType(),
        join.getRight().getRowType(),
        null,
        List.of());
  }
}
