package dev.pitwall.core.planner.idiom;

import dev.pitwall.execution.plan.term.MatchPolicy.UnknownCreated;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.RelFieldCollation.NullDirection;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;

/**
 * By what the newest of some candidates is told: both expressions count in the feature input.
 *
 * @param event compared first
 * @param tieBreak compared where that is equal; empty when any of the rows will do
 */
record FeatureOrder(RexNode event, Optional<TieBreak> tieBreak) {

  /** The second thing compared. */
  record TieBreak(RexNode created, UnknownCreated unknown) {}

  /** One key of an ORDER BY. */
  record Key(RexNode expression, Direction direction, NullDirection nulls) {}

  /** Where an ORDER BY has the newest row. */
  enum Direction {
    /** DESC. */
    FIRST,
    /** ASC. */
    LAST
  }

  /**
   * Reads an ORDER BY on the columns of both sides. Its keys on the spine are the same for all
   * candidates of a spine row.
   *
   * @param newest where the row wanted is
   * @throws LookAlikeException when another row is the first, or ties are broken otherwise
   */
  static FeatureOrder read(List<Key> keys, Direction newest, Candidates candidates) {
    for (Key key : keys) {
      if (!RexUtil.isDeterministic(key.expression())) {
        throw new LookAlikeException("ORDER BY is at random");
      }
    }
    List<Key> features = keys.stream().filter(k -> !candidates.isSpine(k.expression())).toList();
    for (Key key : features) {
      check(key, newest, candidates);
    }
    if (features.isEmpty()) {
      throw new LookAlikeException("there is no ORDER BY on a feature column");
    }
    RexNode event = candidates.toFeature(features.get(0).expression());
    List<Key> others = new ArrayList<>(features.subList(1, features.size()));
    others.removeIf(key -> candidates.toFeature(key.expression()).equals(event));
    if (others.size() > 1) {
      throw new LookAlikeException("ORDER BY breaks ties by more than one column");
    }
    return new FeatureOrder(event, others.stream().findFirst().map(k -> tieBreak(k, candidates)));
  }

  private static void check(Key key, Direction newest, Candidates candidates) {
    String what = "ORDER BY " + candidates.text(key.expression());
    if (!candidates.isFeature(key.expression())) {
      throw new LookAlikeException(what + " is on both sides of the join");
    }
    if (key.direction() != newest) {
      throw new LookAlikeException(
          what + " is " + (newest == Direction.FIRST ? "ascending" : "descending"));
    }
  }

  /** NULL is taken first by DESC NULLS FIRST, as by ASC NULLS LAST from the other end. */
  private static TieBreak tieBreak(Key key, Candidates candidates) {
    RexNode created = candidates.toFeature(key.expression());
    boolean nullsAtNewestEnd =
        key.nulls()
            == (key.direction() == Direction.FIRST ? NullDirection.FIRST : NullDirection.LAST);
    return new TieBreak(
        created,
        nullsAtNewestEnd && created.getType().isNullable()
            ? UnknownCreated.NEWEST
            : UnknownCreated.OLDEST);
  }
}
