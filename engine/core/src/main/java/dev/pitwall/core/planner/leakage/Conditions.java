package dev.pitwall.core.planner.leakage;

import dev.pitwall.core.planner.leakage.Lineage.Origin;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;

/** Reads a condition for join keys that are compared and for event timestamps that are bounded. */
final class Conditions {
  private final Expressions expressions;
  private final Meetings meetings;

  Conditions(Expressions expressions, Meetings meetings) {
    this.expressions = expressions;
    this.meetings = meetings;
  }

  /**
   * Takes a condition, in which ranges are written out as comparisons.
   *
   * @param bounded told of each view whose event timestamp is bounded, and by which relations; for
   *     columns of the condition's own row only
   */
  void read(RexNode condition, BiConsumer<Relation, Set<Relation>> bounded) {
    readKeys(condition);
    bounds(condition, Place.HERE).forEach(bounded);
    bounds(condition, Place.OUTSIDE).forEach((view, by) -> meetings.boundAmong(view, by, by));
  }

  /** Whether a column is of the condition's own row, or of the row of a query around. */
  private enum Place {
    HERE,
    OUTSIDE
  }

  private void readKeys(RexNode node) {
    if (node.isA(SqlKind.AND) || node.isA(SqlKind.OR)) {
      ((RexCall) node).getOperands().forEach(this::readKeys);
    } else if (node.isA(SqlKind.EQUALS) || node.isA(SqlKind.IS_NOT_DISTINCT_FROM)) {
      List<RexNode> sides = ((RexCall) node).getOperands();
      readKey(sides.get(0), sides.get(1));
      readKey(sides.get(1), sides.get(0));
    }
  }

  private void readKey(RexNode key, RexNode other) {
    for (Origin origin : expressions.origins(key)) {
      if (origin.relation().isJoinKey(origin.column())) {
        meetings.meetByKey(origin, expressions.sources(other));
      }
    }
  }

  /** The views that are bounded wherever a condition is true, and by which relations. */
  private Map<Relation, Set<Relation>> bounds(RexNode node, Place place) {
    return switch (node.getKind()) {
      case AND -> {
        Map<Relation, Set<Relation>> all = new LinkedHashMap<>();
        ((RexCall) node).getOperands().forEach(term -> merge(bounds(term, place), all));
        yield all;
      }
      case OR -> inEach(((RexCall) node).getOperands(), place);
      case NOT -> negated(((RexCall) node).getOperands().get(0), place);
      default -> comparison(node, node.getKind(), place);
    };
  }

  private Map<Relation, Set<Relation>> inEach(List<RexNode> terms, Place place) {
    Map<Relation, Set<Relation>> common = bounds(terms.get(0), place);
    for (RexNode term : terms.subList(1, terms.size())) {
      Map<Relation, Set<Relation>> next = bounds(term, place);
      common.keySet().retainAll(next.keySet());
      next.keySet().retainAll(common.keySet());
      merge(next, common);
    }
    return common;
  }

  private Map<Relation, Set<Relation>> negated(RexNode node, Place place) {
    return SqlKind.COMPARISON.contains(node.getKind())
        ? comparison(node, node.getKind().negateNullSafe(), place)
        : new LinkedHashMap<>();
  }

  private Map<Relation, Set<Relation>> comparison(RexNode node, SqlKind kind, Place place) {
    Map<Relation, Set<Relation>> bounded = new LinkedHashMap<>();
    if (kind == SqlKind.LESS_THAN || kind == SqlKind.LESS_THAN_OR_EQUAL || isEqual(kind)) {
      bound(((RexCall) node).getOperands(), 0, place, bounded);
    }
    if (kind == SqlKind.GREATER_THAN || kind == SqlKind.GREATER_THAN_OR_EQUAL || isEqual(kind)) {
      bound(((RexCall) node).getOperands(), 1, place, bounded);
    }
    return bounded;
  }

  private static boolean isEqual(SqlKind kind) {
    return kind == SqlKind.EQUALS || kind == SqlKind.IS_NOT_DISTINCT_FROM;
  }

  private void bound(
      List<RexNode> sides, int lesser, Place place, Map<Relation, Set<Relation>> bounded) {
    RexNode timestamp = sides.get(lesser);
    Set<Relation> by = expressions.sources(sides.get(1 - lesser));
    if (expressions.isOuter(timestamp) != (place == Place.OUTSIDE)) {
      return;
    }
    for (Origin origin : expressions.origins(timestamp)) {
      if (origin.relation().isEventTimestamp(origin.column()) && !by.contains(origin.relation())) {
        bounded.merge(origin.relation(), by, Lineage::union);
      }
    }
  }

  private static void merge(Map<Relation, Set<Relation>> some, Map<Relation, Set<Relation>> into) {
    some.forEach((view, by) -> into.merge(view, by, Lineage::union));
  }
}
