package dev.pitwall.core.sql.validate;

import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.prepare.Prepare;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql2rel.SqlRexConvertletTable;
import org.apache.calcite.sql2rel.SqlToRelConverter;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Calcite's conversion, which leaves the condition of a marked join in the join. Calcite computes a
 * condition of one side alone below the join: that of a view without join keys as of now.
 */
final class MarkedConversion extends SqlToRelConverter {
  MarkedConversion(
      SqlValidator validator,
      Prepare.CatalogReader reader,
      RelOptCluster cluster,
      SqlRexConvertletTable convertlets,
      Config config) {
    super(
        (rowType, text, schemaPath, viewPath) -> {
          throw new UnsupportedOperationException("there are no SQL views");
        },
        validator,
        reader,
        cluster,
        convertlets,
        config);
  }

  @Override
  protected RelNode createJoin(
      Blackboard blackboard, RelNode left, RelNode right, RexNode condition, JoinRelType type) {
    return isMarker(condition) && !isAbout(left, condition)
        ? LogicalJoin.create(left, right, List.of(), condition, Set.of(), type)
        : super.createJoin(blackboard, left, right, condition, type);
  }

  private static boolean isMarker(RexNode condition) {
    return condition instanceof RexCall call && call.getOperator() instanceof PointInTimeMarker;
  }

  private static boolean isAbout(RelNode left, RexNode condition) {
    return RelOptUtil.InputFinder.bits(condition)
        .intersects(ImmutableBitSet.range(left.getRowType().getFieldCount()));
  }
}
