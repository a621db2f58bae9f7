package dev.pitwall.core.planner.logical;

import java.util.List;
import java.util.Objects;
import org.apache.calcite.plan.Convention;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.rel.AbstractRelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;

/**
 * Rows of expressions without columns, whose values are known when the statement runs, such as
 * parameters; of equal rows there is one. Its row type is lowered.
 */
public final class DistinctRows extends AbstractRelNode {
  private final List<List<RexNode>> rows;

  /**
   * Makes the rows.
   *
   * @param rowType whose fields have the types of the expressions of each row
   */
  public DistinctRows(RelOptCluster cluster, RelDataType rowType, List<List<RexNode>> rows) {
    super(cluster, cluster.traitSetOf(Convention.NONE));
    this.rowType = Objects.requireNonNull(rowType, "rowType");
    this.rows = rows.stream().map(List::copyOf).toList();
  }

  public List<List<RexNode>> rows() {
    return rows;
  }

  @Override
  public double estimateRowCount(RelMetadataQuery metadata) {
    return rows.size();
  }

  @Override
  public RelWriter explainTerms(RelWriter writer) {
    return super.explainTerms(writer).item("type", rowType).item("rows", rows);
  }
}
