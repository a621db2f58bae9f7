package dev.pitwall.core.planner.idiom;

import dev.pitwall.core.planner.idiom.OrientedJoin.FeatureSide;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;

/**
 * A join with the row in whose interval of validity, up to {@code LEAD(event)}, the spine's
 * timestamp lies is a point-in-time join.
 */
final class RecogniseLeadIntervalRule implements Idiom {
  @Override
  public Optional<Finding> find(RelNode node) {
    RelNode below = node;
    List<RexNode> outputs = node.getCluster().getRexBuilder().identityProjects(node.getRowType());
    if (below instanceof Project answer && !answer.containsOver()) {
      outputs = answer.getProjects();
      below = answer.getInput();
    }
    List<RexNode> where = List.of();
    if (below instanceof Filter filter) {
      where = List.of(filter.getCondition());
      below = filter.getInput();
    }
    return below instanceof Join join ? find(node, join, where, outputs) : Optional.empty();
  }

  private static Optional<Finding> find(
      RelNode node, Join join, List<RexNode> where, List<RexNode> outputs) {
    for (FeatureSide side : List.of(FeatureSide.RIGHT, FeatureSide.LEFT)) {
      OrientedJoin oriented = new OrientedJoin(join, side);
      Optional<Project> intervals = intervals(oriented.feature());
      if (intervals.isPresent()) {
        IntervalCandidates found =
            new IntervalCandidates(node, oriented, intervals.get(), where, outputs);
        return found.comparesEnds() ? Optional.of(found) : Optional.empty();
      }
    }
    return Optional.empty();
  }

  /** The projection that computes where intervals end, with whatever is projected from it. */
  private static Optional<Project> intervals(RelNode node) {
    if (node instanceof Project project) {
      return project.getProjects().stream().anyMatch(RecogniseLeadIntervalRule::hasLead)
          ? Optional.of(project)
          : intervals(project.getInput()).map(below -> merged(project, below));
    } else if (node instanceof Filter filter) {
      return intervals(filter.getInput());
    }
    return Optional.empty();
  }

  private static Project merged(Project upper, Project lower) {
    return lower.copy(
        lower.getTraitSet(),
        lower.getInput(),
        RelOptUtil.pushPastProject(upper.getProjects(), lower),
        upper.getRowType());
  }

  private static boolean hasLead(RexNode node) {
    return RexOver.containsOver(node) && RexUtil.find(SqlKind.LEAD).contains(node);
  }
}
