package dev.pitwall.core.planner.idiom;

import dev.pitwall.execution.plan.term.MatchPolicy.Unmatched;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;

/** A join of a spine with features, whichever of them is written first. */
record OrientedJoin(Join join, FeatureSide featureSide) {

  /** Where the features are. */
  enum FeatureSide {
    LEFT,
    RIGHT
  }

  RelNode spine() {
    return featureSide == FeatureSide.RIGHT ? join.getLeft() : join.getRight();
  }

  RelNode feature() {
    return featureSide == FeatureSide.RIGHT ? join.getRight() : join.getLeft();
  }

  /**
   * What becomes of spine rows without a match.
   *
   * @throws LookAlikeException when feature rows without a spine row are kept
   */
  Unmatched unmatched() {
    JoinRelType keeping = featureSide == FeatureSide.RIGHT ? JoinRelType.LEFT : JoinRelType.RIGHT;
    if (join.getJoinType() == JoinRelType.INNER) {
      return Unmatched.DROP;
    } else if (join.getJoinType() == keeping) {
      return Unmatched.KEEP;
    }
    throw new LookAlikeException(
        "the " + join.getJoinType().name().toLowerCase(Locale.ROOT) + " join keeps feature rows");
  }

  /** Expressions on the join's columns, with the spine's columns counted first. */
  List<RexNode> oriented(List<RexNode> nodes) {
    return nodes.stream().map(this::oriented).toList();
  }

  RexNode oriented(RexNode node) {
    return featureSide == FeatureSide.RIGHT ? node : node.accept(new Turned());
  }

  private final class Turned extends RexShuttle {
    private final int left = join.getLeft().getRowType().getFieldCount();
    private final int right = join.getRight().getRowType().getFieldCount();

    @Override
    public RexNode visitInputRef(RexInputRef reference) {
      int column = reference.getIndex();
      int turned = column < left ? column + right : column - left;
      return new RexInputRef(turned, reference.getType());
    }
  }
}
