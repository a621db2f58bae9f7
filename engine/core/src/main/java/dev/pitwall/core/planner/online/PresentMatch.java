package dev.pitwall.core.planner.online;

import dev.pitwall.core.planner.logical.FeatureMatch;
import dev.pitwall.core.planner.logical.PointInTimeJoin;
import dev.pitwall.core.planner.logical.StoreScan;
import dev.pitwall.core.table.HistoryTable;
import dev.pitwall.execution.plan.term.MatchDirection;
import dev.pitwall.execution.plan.term.MatchPolicy;
import dev.pitwall.spi.model.FeatureViewSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A match of a point-in-time join with a feature view as of the statement's start.
 *
 * @param number among the join's matches
 * @param scan the view's history, as the join reads it
 */
record PresentMatch(int number, FeatureMatch match, FeatureViewSpec view, StoreScan scan) {
  /** The match; empty when it is about another time, or about something else than a view. */
  static Optional<PresentMatch> of(PointInTimeJoin join, int number) {
    FeatureMatch match = join.matches().get(number);
    boolean isView =
        join.features().get(number) instanceof StoreScan scan
            && scan.table() instanceof HistoryTable;
    if (!isView || !StatementStart.isIn(join.spine(), match.spineTimestamp())) {
      return Optional.empty();
    }
    StoreScan scan = (StoreScan) join.features().get(number);
    return Optional.of(new PresentMatch(number, match, ((HistoryTable) scan.table()).view(), scan));
  }

  String column(int index) {
    return scan.columns().get(index);
  }

  boolean isEventTimestamp(int index) {
    return column(index).equals(view.eventTimestamp());
  }

  /** Why the newest row of each key may not be the match; empty when it is. */
  Optional<String> difference() {
    if (scan.table().pin().isPresent()) {
      return Optional.of("the query names a version of it");
    }
    MatchPolicy policy = match.policy();
    if (match.direction() != MatchDirection.BACKWARD || !isEventTimestamp(match.eventTimestamp())) {
      return Optional.of("it is not matched backward by its event timestamp");
    }
    if (policy.cutoff() == MatchPolicy.Cutoff.KNOWN_BY) {
      return Optional.of("the online store does not know which rows were known by when");
    }
    if (!policy.timeToLiveMicros().equals(view.timeToLive().micros())) {
      return Optional.of("the join bounds the age of a match by another length than its TTL");
    }
    boolean isOwnTieBreak =
        policy.unknownCreated() == MatchPolicy.UnknownCreated.OLDEST
            && match.createdTimestamp().isPresent() == view.createdTimestamp().isPresent()
            && match.createdTimestamp().stream()
                .allMatch(c -> view.createdTimestamp().equals(Optional.of(column(c))));
    if (!isOwnTieBreak) {
      return Optional.of("ties are not broken as the view says");
    }
    if (spineKeys().isEmpty()) {
      return Optional.of("it is not matched by its join keys alone");
    }
    return match.output().stream()
        .map(this::column)
        .filter(name -> view.createdTimestamp().equals(Optional.of(name)))
        .map(name -> "the online store has no " + name)
        .findFirst();
  }

  /** The spine's columns with the join keys in the entity's order; empty if others are matched. */
  Optional<List<Integer>> spineKeys() {
    List<String> joinKeys = view.entity().joinKeyNames();
    List<String> matched = match.featureKeys().stream().map(this::column).toList();
    if (matched.size() != joinKeys.size() || !matched.containsAll(joinKeys)) {
      return Optional.empty();
    }
    List<Integer> columns = new ArrayList<>();
    joinKeys.forEach(key -> columns.add(match.spineKeys().get(matched.indexOf(key))));
    return Optional.of(columns);
  }
}
