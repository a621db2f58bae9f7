package dev.pitwall.core.planner.rule;

import dev.pitwall.core.sql.validate.PointInTimeMarker;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.tools.RelBuilder;

/** Makes a {@link dev.pitwall.core.planner.logical.PointInTimeJoin} of every marked join. */
public final class PointInTimeRecognition extends RelHomogeneousShuttle {
  private final RelBuilder builder;

  public PointInTimeRecognition(RelBuilder builder) {
    this.builder = builder;
  }

  @Override
  public RelNode visit(RelNode node) {
    RelNode visited = super.visit(node);
    if (visited instanceof Join join
        && join.getCondition() instanceof RexCall marker
        && marker.getOperator() instanceof PointInTimeMarker) {
      return marker.getOperator() == PointInTimeMarker.AS_OF
          ? new MarkedJoin(join, builder).asOf(marker)
          : new MarkedJoin(join, builder).matched(marker);
    }
    return visited;
  }
}
