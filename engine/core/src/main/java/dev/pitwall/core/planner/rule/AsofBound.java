package dev.pitwall.core.planner.rule;

import dev.pitwall.core.planner.rule.MatchTerms.Comparison;
import dev.pitwall.execution.plan.term.MatchDirection;
import dev.pitwall.execution.plan.term.MatchPolicy.Bound;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;

/**
 * The comparison of an {@code ASOF JOIN} that says what is matched.
 *
 * @param term as it is written
 * @param event its feature side, in the type that both sides are compared in
 * @param at its spine side, in that type
 */
record AsofBound(Comparison term, RexNode event, RexNode at) {
  private static final Set<SqlKind> LOWER =
      EnumSet.of(SqlKind.LESS_THAN_OR_EQUAL, SqlKind.LESS_THAN);
  private static final Set<SqlKind> STRICT = EnumSet.of(SqlKind.LESS_THAN, SqlKind.GREATER_THAN);
  private static final Set<SqlKind> BOUNDS =
      EnumSet.of(
          SqlKind.LESS_THAN_OR_EQUAL,
          SqlKind.LESS_THAN,
          SqlKind.GREATER_THAN_OR_EQUAL,
          SqlKind.GREATER_THAN);

  /** The bound among the comparisons of MATCH_CONDITION. */
  static AsofBound of(List<Comparison> comparisons, Join join, MatchTypes types) {
    Comparison term = first(comparisons);
    RelDataType type = common(term, join, types);
    return new AsofBound(term, types.cast(term.feature(), type), types.cast(term.spine(), type));
  }

  MatchDirection direction() {
    return LOWER.contains(term.operator()) ? MatchDirection.BACKWARD : MatchDirection.FORWARD;
  }

  Bound bound() {
    return STRICT.contains(term.operator()) ? Bound.STRICT : Bound.INCLUSIVE;
  }

  /** The first comparison that is not the distance of a match, or the first if all could be. */
  private static Comparison first(List<Comparison> comparisons) {
    List<Comparison> bounds =
        comparisons.stream().filter(term -> BOUNDS.contains(term.operator())).toList();
    return bounds.stream()
        .filter(term -> MatchTerms.distance(term, MatchDirection.BACKWARD).isEmpty())
        .filter(term -> MatchTerms.distance(term, MatchDirection.FORWARD).isEmpty())
        .findFirst()
        .or(() -> bounds.stream().findFirst())
        .orElseThrow(AsofBound::none);
  }

  private static RelDataType common(Comparison term, Join join, MatchTypes types) {
    RexNode feature = term.feature();
    RexNode spine = term.spine();
    checkOrdered(feature, join.getRight());
    checkOrdered(spine, join.getLeft());
    RelDataType common = types.common(feature.getType(), spine.getType());
    if (common == null) {
      throw new PitwallException(
          ErrorCode.TYPE_MISMATCH,
          "ASOF JOIN cannot compare "
              + typed(feature, join.getRight())
              + ", with "
              + typed(spine, join.getLeft())
              + "; CAST one of them");
    }
    return common;
  }

  private static void checkOrdered(RexNode node, RelNode side) {
    if (!MatchTypes.isOrdered(node.getType())) {
      throw new PitwallException(
          ErrorCode.TYPE_MISMATCH,
          "ASOF JOIN cannot match by "
              + typed(node, side)
              + ", which has no order; match by timestamps, dates, times, numbers, texts or"
              + " Booleans");
    }
  }

  private static String typed(RexNode node, RelNode side) {
    return MatchText.expression(node, side) + ", a " + node.getType();
  }

  private static PitwallException none() {
    return new PitwallException(
        ErrorCode.INVALID_STATEMENT,
        "MATCH_CONDITION compares a column of the right side with one of the left, for instance"
            + " f.ts <= s.ts; the operator is one of <=, <, >= and >");
  }
}
