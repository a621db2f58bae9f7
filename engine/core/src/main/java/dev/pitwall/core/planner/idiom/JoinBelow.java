package dev.pitwall.core.planner.idiom;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rex.RexNode;

/**
 * The join under filters and projections.
 *
 * @param filters all conditions on the way, on the join's columns
 * @param expressions what was asked for above, on the join's columns
 */
record JoinBelow(Join join, List<RexNode> filters, List<RexNode> expressions) {

  /** Finds the join below a node; empty when another kind of node comes first. */
  static Optional<JoinBelow> of(RelNode node, List<RexNode> expressions) {
    List<RexNode> filters = new ArrayList<>();
    List<RexNode> moved = expressions;
    RelNode below = node;
    while (true) {
      if (below instanceof Join join) {
        return Optional.of(new JoinBelow(join, filters, moved));
      } else if (below instanceof Filter filter) {
        filters.add(filter.getCondition());
        below = filter.getInput();
      } else if (below instanceof Project project && !project.containsOver()) {
        filters = new ArrayList<>(RelOptUtil.pushPastProject(filters, project));
        moved = RelOptUtil.pushPastProject(moved, project);
        below = project.getInput();
      } else {
        return Optional.empty();
      }
    }
  }
}
