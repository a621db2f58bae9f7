package dev.pitwall.core.planner.idiom;

import dev.pitwall.core.planner.idiom.FeatureOrder.Direction;
import dev.pitwall.core.planner.idiom.FeatureOrder.Key;
import dev.pitwall.core.planner.rule.MatchTerms;
import dev.pitwall.core.planner.rule.MatchTerms.Comparison;
import dev.pitwall.execution.plan.term.MatchDirection;
import dev.pitwall.execution.plan.term.MatchPolicy.Unmatched;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.tools.RelBuilder;

/**
 * Feature rows with the ends of their intervals of validity, joined with a spine.
 *
 * @param node what is rewritten
 * @param intervals the feature rows: columns of its input, and the ends computed
 * @param where what must hold of rows above the join, on the join's columns
 * @param outputs what the node puts out, on the join's columns
 */
record IntervalCandidates(
    RelNode node, OrientedJoin join, Project intervals, List<RexNode> where, List<RexNode> outputs)
    implements Idiom.Finding {

  @Override
  public RelNode place() {
    return join.join();
  }

  /** Whether a condition looks at the end of an interval. */
  boolean comparesEnds() {
    List<RexNode> conditions = new ArrayList<>(where);
    conditions.add(join.join().getCondition());
    return RexOver.containsOver(onInput(conditions), null);
  }

  @Override
  public RelNode rewrite(RelBuilder builder) {
    Unmatched unmatched = join.unmatched();
    checkNoFilterBetween(join.feature());
    List<RexNode> terms = new ArrayList<>(List.of(join.join().getCondition()));
    if (unmatched == Unmatched.DROP) {
      terms.addAll(where);
    }
    terms = Candidates.terms(rex(), onInput(terms));
    IntervalEnd end = IntervalEnd.takeFrom(terms);
    Candidates all = candidates(unmatched, List.of());
    FeatureOrder order = order(end.over(), all);
    List<RexNode> others = terms.stream().filter(t -> !isMatch(t, all, order.event())).toList();
    terms.removeAll(others);
    if (unmatched == Unmatched.KEEP && !others.isEmpty()) {
      throw new LookAlikeException(text(others.get(0)) + " is a condition beside the interval");
    }
    PointInTimeMatch match = new PointInTimeMatch(candidates(unmatched, terms), order);
    end.check(match.conditions());
    checkPartition(end.over(), match.conditions());
    return answer(match, all, order, others, builder);
  }

  private RexBuilder rex() {
    return node.getCluster().getRexBuilder();
  }

  private Candidates candidates(Unmatched unmatched, List<RexNode> conditions) {
    return new Candidates(join.spine(), intervals.getInput(), unmatched, conditions);
  }

  private String text(RexNode term) {
    return candidates(Unmatched.DROP, List.of()).text(term);
  }

  /** A row that is filtered away after LEAD still ends the interval before it. */
  private static void checkNoFilterBetween(RelNode feature) {
    for (RelNode below = feature; below instanceof Project || below instanceof Filter; ) {
      if (below instanceof Filter) {
        throw new LookAlikeException("a condition stands between LEAD and the join");
      }
      if (((Project) below).containsOver()) {
        return;
      }
      below = below.getInput(0);
    }
  }

  /** Expressions on the join's columns, on those of the spine and of the intervals' input. */
  private List<RexNode> onInput(List<RexNode> expressions) {
    int spineWidth = join.spine().getRowType().getFieldCount();
    List<RexNode> computed =
        intervals.getProjects().stream()
            .map(expression -> shifted(expression, spineWidth))
            .toList();
    return join.oriented(expressions).stream()
        .map(expression -> expression.accept(new Inlined(computed, spineWidth)))
        .toList();
  }

  private static RexNode shifted(RexNode expression, int by) {
    return expression.accept(
        new RexShuttle() {
          @Override
          public RexNode visitInputRef(RexInputRef reference) {
            return new RexInputRef(reference.getIndex() + by, reference.getType());
          }
        });
  }

  private static final class Inlined extends RexShuttle {
    private final List<RexNode> computed;
    private final int spineWidth;

    Inlined(List<RexNode> computed, int spineWidth) {
      this.computed = computed;
      this.spineWidth = spineWidth;
    }

    @Override
    public RexNode visitInputRef(RexInputRef reference) {
      int column = reference.getIndex() - spineWidth;
      return column < 0 ? reference : computed.get(column);
    }
  }

  /** Newest last: LEAD looks at the next newer row. */
  private static FeatureOrder order(RexOver over, Candidates all) {
    List<Key> keys =
        over.getWindow().orderKeys.stream()
            .map(
                key ->
                    new Key(
                        key.left,
                        key.getDirection().isDescending() ? Direction.FIRST : Direction.LAST,
                        key.getNullDirection()))
            .toList();
    FeatureOrder order = FeatureOrder.read(keys, Direction.LAST, all);
    RexNode next = LosslessCasts.strip(all.toFeature(over.getOperands().get(0)));
    if (!next.equals(LosslessCasts.strip(order.event()))) {
      throw new LookAlikeException(
          "LEAD is of "
              + all.featureText(next)
              + ", but ordered by "
              + all.featureText(order.event()));
    }
    return order;
  }

  /** Whether a term is part of the match, rather than a condition on the row matched. */
  private static boolean isMatch(RexNode term, Candidates all, RexNode event) {
    if (all.isSpine(term)) {
      return true;
    }
    return all.comparison(term).filter(c -> isMatch(c, event)).isPresent();
  }

  private static boolean isMatch(Comparison term, RexNode event) {
    boolean ofEvent = LosslessCasts.strip(term.feature()).equals(LosslessCasts.strip(event));
    return switch (term.operator()) {
      case EQUALS -> true;
      case LESS_THAN, LESS_THAN_OR_EQUAL -> ofEvent;
      case GREATER_THAN, GREATER_THAN_OR_EQUAL ->
          MatchTerms.distance(
                  new Comparison(SqlKind.GREATER_THAN_OR_EQUAL, term.feature(), term.spine()),
                  MatchDirection.BACKWARD)
              .isPresent();
      default -> false;
    };
  }

  private void checkPartition(RexOver over, MatchConditions conditions) {
    Candidates all = candidates(Unmatched.DROP, List.of());
    Set<RexNode> partition =
        over.getWindow().partitionKeys.stream()
            .map(key -> LosslessCasts.strip(all.toFeature(key)))
            .collect(Collectors.toSet());
    Set<RexNode> keys =
        conditions.keys().stream()
            .map(key -> LosslessCasts.strip(key.feature()))
            .collect(Collectors.toSet());
    if (!partition.equals(keys)) {
      throw new LookAlikeException("LEAD's PARTITION BY is not on the keys that are joined");
    }
  }

  private RelNode answer(
      PointInTimeMatch match,
      Candidates all,
      FeatureOrder order,
      List<RexNode> others,
      RelBuilder builder) {
    RelNode joined = match.build(join.spine(), builder);
    MatchedOutputs matched = new MatchedOutputs(all, order.event(), joined);
    int spineWidth = all.spineWidth();
    List<RexNode> features = new ArrayList<>();
    for (RexNode feature : intervals.getProjects()) {
      RexNode counted = shifted(feature, spineWidth);
      features.add(RexOver.containsOver(counted) ? counted : matched.ofMatch(counted));
    }
    RexShuttle inlined = new Inlined(features, spineWidth);
    List<RexNode> answer = inlined.visitList(join.oriented(outputs));
    List<RexNode> filters = new ArrayList<>(others);
    if (all.unmatched() == Unmatched.KEEP) {
      filters.addAll(inlined.visitList(join.oriented(where)));
    }
    if (RexOver.containsOver(answer, null) || RexOver.containsOver(filters, null)) {
      throw new LookAlikeException("the end of the interval is used after the join");
    }
    return builder
        .push(joined)
        .filter(filters)
        .project(answer, node.getRowType().getFieldNames(), true)
        .convert(node.getRowType(), true)
        .build();
  }
}
