package dev.pitwall.core.planner.program;

import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalCorrelate;
import org.apache.calcite.tools.RelBuilder;

/**
 * Makes left correlations of inner ones whose right side has a row for every left row, as an
 * aggregate without GROUP BY has. It is the same, but Calcite's decorrelator drops the left rows of
 * an inner one whose correlated column is NULL.
 */
final class SingleRowCorrelates extends RelHomogeneousShuttle {
  private final RelBuilder builder;

  SingleRowCorrelates(RelBuilder builder) {
    this.builder = builder;
  }

  @Override
  public RelNode visit(RelNode node) {
    RelNode visited = super.visit(node);
    return visited instanceof Correlate correlate
            && correlate.getJoinType() == JoinRelType.INNER
            && alwaysHasRow(correlate.getRight())
        ? left(correlate)
        : visited;
  }

  private static boolean alwaysHasRow(RelNode node) {
    Double rows = node.getCluster().getMetadataQuery().getMinRowCount(node);
    return rows != null && rows >= 1;
  }

  /** Columns of the right side stay NOT NULL where they were. */
  private RelNode left(Correlate correlate) {
    return builder
        .push(
            LogicalCorrelate.create(
                correlate.getLeft(),
                correlate.getRight(),
                correlate.getHints(),
                correlate.getCorrelationId(),
                correlate.getRequiredColumns(),
                JoinRelType.LEFT))
        .convert(correlate.getRowType(), true)
        .build();
  }
}
