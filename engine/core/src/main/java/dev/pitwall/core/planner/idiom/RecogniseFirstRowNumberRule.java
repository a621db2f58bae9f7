package dev.pitwall.core.planner.idiom;

import dev.pitwall.core.planner.idiom.OrientedJoin.FeatureSide;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexVisitorImpl;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * A join with all candidates, of which {@code ROW_NUMBER() OVER (PARTITION BY spine row ORDER BY
 * event DESC) = 1} keeps the newest, is a point-in-time join.
 */
final class RecogniseFirstRowNumberRule implements Idiom {
  private static final Set<SqlKind> RANKS =
      EnumSet.of(SqlKind.ROW_NUMBER, SqlKind.RANK, SqlKind.DENSE_RANK);

  @Override
  public Optional<Finding> find(RelNode node) {
    if (node instanceof Project answer && !answer.containsOver()) {
      return find(node, answer.getInput(), answer.getProjects());
    }
    return find(node, node, node.getCluster().getRexBuilder().identityProjects(node.getRowType()));
  }

  private static Optional<Finding> find(RelNode node, RelNode below, List<RexNode> outputs) {
    if (!(below instanceof Filter filter)
        || !(filter.getInput() instanceof Project window)
        || !window.containsOver()) {
      return Optional.empty();
    }
    RexNode condition = RelOptUtil.pushPastProject(filter.getCondition(), window);
    List<RexNode> terms = Candidates.terms(node.getCluster().getRexBuilder(), List.of(condition));
    return terms.stream()
        .flatMap(term -> windows(term).stream())
        .filter(over -> RANKS.contains(over.getKind()))
        .findFirst()
        .flatMap(
            over ->
                numbered(node, window, over, terms, RelOptUtil.pushPastProject(outputs, window)));
  }

  private static Optional<Finding> numbered(
      RelNode node, Project window, RexOver over, List<RexNode> terms, List<RexNode> outputs) {
    List<RexNode> keys = new ArrayList<>(over.getWindow().partitionKeys);
    over.getWindow().orderKeys.forEach(key -> keys.add(key.left));
    int partitionKeys = over.getWindow().partitionKeys.size();
    if (keys.size() == partitionKeys) {
      return Optional.empty();
    }
    return JoinBelow.of(window.getInput(), keys)
        .flatMap(
            below ->
                featureSide(below, partitionKeys)
                    .map(
                        side ->
                            new NumberedCandidates(
                                node,
                                window,
                                over,
                                new OrientedJoin(below.join(), side),
                                terms,
                                outputs)));
  }

  /** The side that is ordered, when the other one is what is partitioned. */
  private static Optional<FeatureSide> featureSide(JoinBelow below, int partitionKeys) {
    int left = below.join().getLeft().getRowType().getFieldCount();
    int all = below.join().getRowType().getFieldCount();
    ImmutableBitSet partition = columns(below.expressions().subList(0, partitionKeys));
    for (RexNode key : below.expressions().subList(partitionKeys, below.expressions().size())) {
      ImmutableBitSet ordered = columns(List.of(key));
      if (partition.intersects(ImmutableBitSet.range(left))
          && ImmutableBitSet.range(left, all).intersects(ordered)) {
        return Optional.of(FeatureSide.RIGHT);
      } else if (partition.intersects(ImmutableBitSet.range(left, all))
          && ImmutableBitSet.range(left).intersects(ordered)) {
        return Optional.of(FeatureSide.LEFT);
      }
    }
    return Optional.empty();
  }

  private static ImmutableBitSet columns(List<RexNode> nodes) {
    return RelOptUtil.InputFinder.bits(nodes, null);
  }

  private static List<RexOver> windows(RexNode node) {
    List<RexOver> found = new ArrayList<>();
    node.accept(
        new RexVisitorImpl<Void>(true) {
          @Override
          public Void visitOver(RexOver over) {
            found.add(over);
            return null;
          }
        });
    return found;
  }

  /** Puts an expression in the place of one window function. */
  static List<RexNode> replaced(List<RexNode> nodes, RexOver over, RexNode replacement) {
    RexShuttle shuttle =
        new RexShuttle() {
          @Override
          public RexNode visitOver(RexOver found) {
            return found.equals(over) ? replacement : super.visitOver(found);
          }
        };
    return nodes.stream().map(node -> node.accept(shuttle)).toList();
  }
}
