package dev.pitwall.core.planner.physical;

import dev.pitwall.core.codegen.ExpressionCompiler;
import dev.pitwall.core.type.ArrowTypes;
import dev.pitwall.execution.kernel.FilterKernel;
import dev.pitwall.execution.plan.HashJoinPlan;
import dev.pitwall.execution.plan.PhysicalPlan;
import dev.pitwall.execution.plan.term.JoinKind;
import dev.pitwall.execution.plan.term.NullKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinInfo;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.validate.SqlValidatorUtil;
import org.apache.calcite.util.mapping.IntPair;

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
                  keys.nulls(),
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

  private record Keys(
      List<Integer> left, List<Integer> right, NullKeys nulls, List<RexNode> others) {}

  /**
   * Equal columns of one type are keys; everything else is tested pair by pair. So are columns of
   * which NULL equals NULL (IS NOT DISTINCT FROM), unless all keys are such.
   */
  private static Keys keys(Join join) {
    JoinInfo info = join.analyzeCondition();
    List<IntPair> alike =
        info.pairs().stream().filter(pair -> arrowTypesAgree(join, pair)).toList();
    boolean isStrict =
        IntStream.range(0, info.pairs().size())
            .anyMatch(i -> info.nullExclusionFlags.get(i) && alike.contains(info.pairs().get(i)));
    Keys keys =
        new Keys(
            new ArrayList<>(),
            new ArrayList<>(),
            isStrict ? NullKeys.MATCH_NOTHING : NullKeys.ARE_EQUAL,
            new ArrayList<>(info.nonEquiConditions));
    for (int i = 0; i < info.pairs().size(); i++) {
      IntPair pair = info.pairs().get(i);
      boolean excludesNull = info.nullExclusionFlags.get(i);
      if (alike.contains(pair) && excludesNull == isStrict) {
        keys.left().add(pair.source);
        keys.right().add(pair.target);
      } else {
        keys.others().add(equal(join, pair, excludesNull));
      }
    }
    return keys;
  }

  private static RexNode equal(Join join, IntPair pair, boolean excludesNull) {
    RexBuilder rex = join.getCluster().getRexBuilder();
    int leftWidth = join.getLeft().getRowType().getFieldCount();
    RexNode left = rex.makeInputRef(type(join.getLeft(), pair.source), pair.source);
    RexNode right = rex.makeInputRef(type(join.getRight(), pair.target), leftWidth + pair.target);
    return excludesNull
        ? rex.makeCall(SqlStdOperatorTable.EQUALS, left, right)
        : RelOptUtil.isDistinctFrom(rex, left, right, true);
  }

  private static RelDataType type(RelNode input, int column) {
    return input.getRowType().getFieldList().get(column).getType();
  }

  private static boolean arrowTypesAgree(Join join, IntPair pair) {
    return arrowTypesAgree(type(join.getLeft(), pair.source), type(join.getRight(), pair.target));
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
