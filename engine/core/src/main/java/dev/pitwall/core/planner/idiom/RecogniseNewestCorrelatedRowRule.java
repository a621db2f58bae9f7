package dev.pitwall.core.planner.idiom;

import java.util.Optional;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.sql.SqlKind;

/**
 * A scalar sub-query or LATERAL that looks at a spine row, with {@code ORDER BY event DESC LIMIT
 * 1}, is a point-in-time join.
 */
final class RecogniseNewestCorrelatedRowRule implements Idiom {
  @Override
  public Optional<Finding> find(RelNode node) {
    if (!(node instanceof Correlate correlate)
        || (correlate.getJoinType() != JoinRelType.LEFT
            && correlate.getJoinType() != JoinRelType.INNER)) {
      return Optional.empty();
    }
    return isLimited(correlate.getRight()) || isSingleValue(correlate)
        ? Optional.of(new CorrelatedCandidates(correlate))
        : Optional.empty();
  }

  private static boolean isLimited(RelNode node) {
    if (node instanceof Sort sort) {
      return sort.fetch != null;
    }
    return (node instanceof Project || node instanceof Filter) && isLimited(node.getInput(0));
  }

  /** Calcite's check that a scalar sub-query has one row at most, over a condition on the spine. */
  private static boolean isSingleValue(Correlate correlate) {
    return correlate.getRight() instanceof Aggregate aggregate
        && aggregate.getAggCallList().size() == 1
        && aggregate.getAggCallList().get(0).getAggregation().getKind() == SqlKind.SINGLE_VALUE
        && comparesInOrder(aggregate.getInput());
  }

  private static boolean comparesInOrder(RelNode node) {
    if (node instanceof Filter filter
        && RelOptUtil.conjunctions(filter.getCondition()).stream()
            .anyMatch(term -> term.isA(SqlKind.COMPARISON) && !term.isA(SqlKind.EQUALS))) {
      return true;
    }
    return (node instanceof Project || node instanceof Filter || node instanceof Sort)
        && comparesInOrder(node.getInput(0));
  }
}
