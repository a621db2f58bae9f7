package dev.pitwall.core.planner.idiom;

import dev.pitwall.execution.plan.term.MatchPolicy.Bound;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.sql.SqlKind;

/**
 * That a timestamp lies before the next row's: {@code at < LEAD(event) OR LEAD(event) IS NULL}.
 *
 * @param over {@code LEAD(event)}
 * @param bound INCLUSIVE for {@code at < over}, which the next row takes over at its own timestamp
 */
record IntervalEnd(RexOver over, RexNode at, Bound bound) {

  /**
   * Finds the term and takes it out of the list.
   *
   * @throws LookAlikeException when there is none, or it says something else
   */
  static IntervalEnd takeFrom(List<RexNode> terms) {
    List<RexNode> ends = terms.stream().filter(RexOver::containsOver).toList();
    if (ends.size() != 1) {
      throw new LookAlikeException(
          ends.isEmpty()
              ? "no condition on LEAD ends the interval"
              : "more than one condition on LEAD ends the interval");
    }
    terms.removeAll(ends);
    return read(ends.get(0))
        .orElseThrow(
            () ->
                new LookAlikeException(
                    "the interval does not end as in at < LEAD(event) OR LEAD(event) IS NULL"));
  }

  private static Optional<IntervalEnd> read(RexNode term) {
    List<RexNode> either = RelOptUtil.disjunctions(term);
    if (either.size() != 2) {
      return Optional.empty();
    }
    boolean nullFirst = either.get(0).isA(SqlKind.IS_NULL);
    RexNode open = either.get(nullFirst ? 0 : 1);
    RexNode before = either.get(nullFirst ? 1 : 0);
    if (!(open instanceof RexCall isNull)
        || !open.isA(SqlKind.IS_NULL)
        || !(isNull.getOperands().get(0) instanceof RexOver over)
        || !isNextRow(over)
        || !(before instanceof RexCall comparison)
        || !SqlKind.COMPARISON.contains(before.getKind())) {
      return Optional.empty();
    }
    RexNode left = comparison.getOperands().get(0);
    RexNode right = comparison.getOperands().get(1);
    return right.equals(over)
        ? bound(before.getKind()).map(bound -> new IntervalEnd(over, left, bound))
        : bound(before.getKind().reverse())
            .filter(bound -> left.equals(over))
            .map(bound -> new IntervalEnd(over, right, bound));
  }

  private static Optional<Bound> bound(SqlKind operator) {
    return switch (operator) {
      case LESS_THAN -> Optional.of(Bound.INCLUSIVE);
      case LESS_THAN_OR_EQUAL -> Optional.of(Bound.STRICT);
      default -> Optional.empty();
    };
  }

  /** LEAD of one row, NULL for the last one. */
  private static boolean isNextRow(RexOver over) {
    List<RexNode> operands = over.getOperands();
    boolean one =
        operands.size() == 1
            || (operands.size() == 2
                && operands.get(1) instanceof RexLiteral offset
                && offset.getValue() instanceof BigDecimal rows
                && rows.compareTo(BigDecimal.ONE) == 0);
    return over.isA(SqlKind.LEAD) && one && !over.ignoreNulls() && !over.isDistinct();
  }

  /** An interval that holds both its ends, or neither, is another question. */
  void check(MatchConditions conditions) {
    if (conditions.bound() != bound) {
      throw new LookAlikeException(
          bound == Bound.INCLUSIVE
              ? "the interval holds neither of its ends"
              : "the interval holds both its ends");
    }
    if (!LosslessCasts.strip(at).equals(conditions.at())) {
      throw new LookAlikeException(
          "the two ends of the interval are compared with different things");
    }
  }
}
