package dev.pitwall.core.planner.program;

import org.apache.calcite.plan.Contexts;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptSchema;
import org.apache.calcite.rel.BiRel;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.tools.RelBuilder;

/**
 * Finds a name on the right side of a join first. Calcite's rules for sub-queries name what they
 * put there c, d and m, and would else take the column of that name that a table has.
 */
final class NewestNames extends RelBuilder {
  NewestNames(RelOptCluster cluster, RelOptSchema schema) {
    super(Contexts.empty(), cluster, schema);
  }

  @Override
  public RexInputRef field(String name) {
    if (peek() instanceof BiRel join) {
      int column = join.getRight().getRowType().getFieldNames().indexOf(name);
      if (column >= 0) {
        return field(join.getLeft().getRowType().getFieldCount() + column);
      }
    }
    return super.field(name);
  }
}
