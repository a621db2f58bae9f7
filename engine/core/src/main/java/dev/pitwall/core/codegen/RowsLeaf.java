package dev.pitwall.core.codegen;

import java.util.List;
import org.apache.calcite.DataContext;
import org.apache.calcite.adapter.enumerable.EnumerableConvention;
import org.apache.calcite.adapter.enumerable.EnumerableRel;
import org.apache.calcite.adapter.enumerable.EnumerableRelImplementor;
import org.apache.calcite.adapter.enumerable.JavaRowFormat;
import org.apache.calcite.adapter.enumerable.PhysType;
import org.apache.calcite.adapter.enumerable.PhysTypeImpl;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.tree.Blocks;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptCost;
import org.apache.calcite.plan.RelOptPlanner;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.AbstractRelNode;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.apache.calcite.rel.type.RelDataType;

/** Stands for an input of an operation that Calcite runs: rows that the data context holds. */
final class RowsLeaf extends AbstractRelNode implements EnumerableRel {
  private final int number;

  RowsLeaf(RelOptCluster cluster, int number, RelDataType rowType) {
    super(cluster, cluster.traitSetOf(EnumerableConvention.INSTANCE));
    this.number = number;
    this.rowType = rowType;
  }

  /** The name under which the data context holds the rows of an input. */
  static String variable(int number) {
    return "pitwall.input" + number;
  }

  /** How rows of this type are represented. */
  static JavaRowFormat format(RelDataType rowType) {
    return JavaRowFormat.ARRAY.optimize(rowType);
  }

  @Override
  public RelNode copy(RelTraitSet traits, List<RelNode> inputs) {
    return this;
  }

  @Override
  public RelOptCost computeSelfCost(RelOptPlanner planner, RelMetadataQuery metadata) {
    return planner.getCostFactory().makeTinyCost();
  }

  @Override
  public RelWriter explainTerms(RelWriter writer) {
    return super.explainTerms(writer).item("number", number);
  }

  @Override
  public Result implement(EnumerableRelImplementor implementor, Prefer preferred) {
    PhysType type = PhysTypeImpl.of(implementor.getTypeFactory(), rowType, format(rowType), false);
    return implementor.result(
        type,
        Blocks.toBlock(
            Expressions.convert_(
                Expressions.call(DataContext.ROOT, "get", Expressions.constant(variable(number))),
                Enumerable.class)));
  }
}
