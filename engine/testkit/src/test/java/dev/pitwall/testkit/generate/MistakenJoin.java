package dev.pitwall.testkit.generate;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsFirst;
import static java.util.Comparator.nullsLast;

import dev.pitwall.execution.plan.term.MatchPolicy.Bound;
import dev.pitwall.execution.plan.term.MatchPolicy.Cutoff;
import dev.pitwall.execution.plan.term.MatchPolicy.Unmatched;
import dev.pitwall.testkit.generate.PointInTimeGeneratorTest.Mistake;
import dev.pitwall.testkit.oracle.FeatureRow;
import dev.pitwall.testkit.oracle.Match;
import dev.pitwall.testkit.oracle.SpineRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A point-in-time join by sorting, with one mistake built in. */
final class MistakenJoin {
  private final PointInTimeCase given;
  private final Mistake mistake;

  MistakenJoin(PointInTimeCase given, Mistake mistake) {
    this.given = given;
    this.mistake = mistake;
  }

  List<Match> join() {
    List<FeatureRow> newestFirst = given.features().stream().sorted(rank().reversed()).toList();
    List<Match> matches = new ArrayList<>();
    for (int i = 0; i < given.spine().size(); i++) {
      SpineRow s = given.spine().get(i);
      List<FeatureRow> valid = newestFirst.stream().filter(r -> isValid(s, r)).toList();
      if (valid.isEmpty() && given.policy().unmatched() == Unmatched.KEEP) {
        matches.add(new Match(i, Optional.empty()));
      }
      for (FeatureRow r : valid.isEmpty() ? valid : winners(valid)) {
        matches.add(new Match(i, Optional.of(r)));
      }
    }
    return matches;
  }

  private List<FeatureRow> winners(List<FeatureRow> valid) {
    if (mistake != Mistake.TIES_MULTIPLY) {
      return valid.subList(0, 1);
    }
    Comparator<FeatureRow> byTimes = byTimes();
    return valid.stream().filter(r -> byTimes.compare(r, valid.get(0)) == 0).toList();
  }

  private Comparator<FeatureRow> rank() {
    Comparator<FeatureRow> byRow = comparing(FeatureRow::rowId);
    return byTimes().thenComparing(mistake == Mistake.FIRST_ROW_OF_TIES ? byRow.reversed() : byRow);
  }

  private Comparator<FeatureRow> byTimes() {
    Comparator<FeatureRow> byEvent =
        comparing(FeatureRow::eventTimestamp, nullsFirst(naturalOrder()));
    Comparator<Long> nulls =
        mistake == Mistake.NULL_CREATED_HIGHEST
            ? nullsLast(naturalOrder())
            : nullsFirst(naturalOrder());
    return mistake == Mistake.CREATED_IGNORED_IN_TIES
        ? byEvent
        : byEvent.thenComparing(FeatureRow::createdTimestamp, nulls);
  }

  private boolean isValid(SpineRow s, FeatureRow r) {
    return s.timestamp() != null
        && r.eventTimestamp() != null
        && keysMatch(s.keys(), r.keys())
        && isNotAfter(r.eventTimestamp(), s.timestamp())
        && isWithinTimeToLive(s.timestamp() - r.eventTimestamp())
        && isKnownBy(s.timestamp(), r.createdTimestamp());
  }

  private boolean keysMatch(List<Object> left, List<Object> right) {
    if (left.contains(null) || right.contains(null)) {
      return mistake == Mistake.NULL_KEYS_MATCH && left.equals(right);
    }
    return mistake == Mistake.KEYS_AS_TEXT ? text(left).equals(text(right)) : left.equals(right);
  }

  private static String text(List<Object> key) {
    return key.stream().map(Object::toString).collect(Collectors.joining());
  }

  private boolean isNotAfter(long event, long t) {
    Bound bound =
        switch (mistake) {
          case BOUND_ALWAYS_INCLUSIVE -> Bound.INCLUSIVE;
          case BOUND_ALWAYS_STRICT -> Bound.STRICT;
          default -> given.policy().bound();
        };
    long last = mistake == Mistake.SEES_ONE_MICROSECOND_AHEAD ? t + 1 : t;
    return bound == Bound.STRICT ? event < last : event <= last;
  }

  private boolean isWithinTimeToLive(long age) {
    long ttl = given.policy().timeToLiveMicros().orElse(Long.MAX_VALUE);
    return switch (mistake) {
      case TTL_IGNORED -> true;
      case TTL_EXCLUSIVE -> age < ttl;
      default -> age <= ttl;
    };
  }

  private boolean isKnownBy(long t, Long created) {
    if (given.policy().cutoff() == Cutoff.NONE || mistake == Mistake.CUTOFF_IGNORED) {
      return true;
    }
    return created == null ? mistake == Mistake.CUTOFF_PASSES_NULL : created <= t;
  }
}
