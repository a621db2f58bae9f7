package dev.pitwall.core.planner.idiom;

import dev.pitwall.core.planner.logical.PointInTimeJoin;
import java.util.Objects;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.util.ImmutableBitSet;

/** Whether some columns tell every row of an input from every other. */
final class RowIdentity {
  private RowIdentity() {}

  /** Whether no two rows are equal in all of these columns, NULL being equal to NULL. */
  static boolean isUnique(RelNode node, ImmutableBitSet columns) {
    Boolean known = node.getCluster().getMetadataQuery().areColumnsUnique(node, columns, false);
    return Objects.equals(known, true) || isUniqueBelow(node, columns);
  }

  private static boolean isUniqueBelow(RelNode node, ImmutableBitSet columns) {
    if (node instanceof Filter filter) {
      return isUnique(filter.getInput(), columns);
    } else if (node instanceof PointInTimeJoin join) {
      return isUnique(join.spine(), columns.intersect(ImmutableBitSet.range(join.spineWidth())));
    } else if (node instanceof Project project) {
      return columns.toList().stream()
              .anyMatch(column -> isNumberOfRow(project.getProjects().get(column)))
          || isUnique(project.getInput(), below(project, columns));
    }
    return false;
  }

  /** {@code ROW_NUMBER() OVER ()}, in any order: every row has its own. */
  private static boolean isNumberOfRow(RexNode expression) {
    return expression instanceof RexOver over
        && over.isA(SqlKind.ROW_NUMBER)
        && over.getWindow().partitionKeys.isEmpty();
  }

  private static ImmutableBitSet below(Project project, ImmutableBitSet columns) {
    ImmutableBitSet.Builder below = ImmutableBitSet.builder();
    for (int column : columns) {
      if (project.getProjects().get(column) instanceof RexInputRef reference) {
        below.set(reference.getIndex());
      }
    }
    return below.build();
  }
}
