package dev.pitwall.core.planner.idiom;

import dev.pitwall.core.planner.rule.MatchTerms;
import dev.pitwall.core.planner.rule.MatchTerms.Comparison;
import dev.pitwall.core.planner.rule.MatchTerms.Distance;
import dev.pitwall.execution.plan.term.MatchDirection;
import dev.pitwall.execution.plan.term.MatchPolicy.Bound;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;

/** The conditions of {@link Candidates}, read as those of a point-in-time join. */
final class MatchConditions {
  private static final long MICROS_PER_DAY = 86_400_000_000L;

  private final Candidates candidates;
  private final RexNode event;
  private final LosslessCasts casts;
  private final List<RexNode> spineOnly = new ArrayList<>();
  private final List<RexNode> featureOnly = new ArrayList<>();
  private final List<Comparison> keys = new ArrayList<>();
  private final RexNode at;
  private final Bound bound;
  private OptionalLong timeToLive = OptionalLong.empty();
  private Optional<RexNode> cutoff = Optional.empty();

  /**
   * Reads conditions.
   *
   * @param event what tells the newest candidate, counted in the feature input
   * @throws LookAlikeException when one of them is none of a point-in-time join's
   */
  MatchConditions(Candidates candidates, RexNode event) {
    this.candidates = candidates;
    RexBuilder rex = candidates.spine().getCluster().getRexBuilder();
    this.casts = new LosslessCasts(rex);
    this.event = LosslessCasts.strip(event);
    List<Comparison> comparisons = new ArrayList<>();
    for (RexNode term : Candidates.terms(rex, candidates.conditions())) {
      sort(term, comparisons);
    }
    List<Comparison> bounds = comparisons.stream().filter(this::isBound).toList();
    if (bounds.size() != 1) {
      throw bounds.isEmpty() ? noBound() : new LookAlikeException("two bounds on " + eventText());
    }
    this.at = LosslessCasts.strip(bounds.get(0).spine());
    this.bound = bounds.get(0).operator() == SqlKind.LESS_THAN ? Bound.STRICT : Bound.INCLUSIVE;
    comparisons.remove(bounds.get(0));
    comparisons.forEach(this::take);
    checkTypes();
  }

  private void sort(RexNode term, List<Comparison> comparisons) {
    Optional<Comparison> comparison = candidates.comparison(term);
    if (!RexUtil.isDeterministic(term) || RexOver.containsOver(term)) {
      throw unknown(term);
    } else if (comparison.isPresent()) {
      comparisons.add(comparison.get());
    } else if (candidates.isSpine(term)) {
      spineOnly.add(term);
    } else if (candidates.isFeature(term)) {
      featureOnly.add(candidates.toFeature(term));
    } else {
      throw unknown(term);
    }
  }

  private boolean isBound(Comparison term) {
    return isUpper(term) && LosslessCasts.strip(term.feature()).equals(event);
  }

  private static boolean isUpper(Comparison term) {
    return term.operator() == SqlKind.LESS_THAN_OR_EQUAL || term.operator() == SqlKind.LESS_THAN;
  }

  private void take(Comparison term) {
    OptionalLong age = age(term);
    if (term.operator() == SqlKind.EQUALS) {
      takeKey(term);
    } else if (age.isPresent()) {
      long shorter = Math.min(age.getAsLong(), timeToLive.orElse(Long.MAX_VALUE));
      timeToLive = OptionalLong.of(shorter);
    } else if (isCutoff(term)) {
      cutoff = Optional.of(term.feature());
    } else {
      throw unknown(term);
    }
  }

  private void takeKey(Comparison term) {
    RexNode spine = casts.widened(term.spine(), term.feature());
    RexNode feature = casts.widened(term.feature(), term.spine());
    boolean texts =
        SqlTypeUtil.inCharFamily(spine.getType()) && SqlTypeUtil.inCharFamily(feature.getType());
    if (!texts && !SqlTypeUtil.equalSansNullability(spine.getType(), feature.getType())) {
      throw new LookAlikeException(
          "the key "
              + candidates.featureText(term.feature())
              + " is a "
              + feature.getType()
              + " on one side and a "
              + spine.getType()
              + " on the other");
    }
    keys.add(new Comparison(SqlKind.EQUALS, feature, spine));
  }

  /** How old a match may be, in microseconds or as the event counts, when a term says that. */
  private OptionalLong age(Comparison term) {
    boolean strict = term.operator() == SqlKind.GREATER_THAN;
    Comparison inclusive =
        strict ? new Comparison(SqlKind.GREATER_THAN_OR_EQUAL, term.feature(), term.spine()) : term;
    if (isRounded(term.feature(), event) || isRounded(term.spine(), at)) {
      return OptionalLong.empty();
    }
    return MatchTerms.distance(inclusive, MatchDirection.BACKWARD)
        .filter(d -> LosslessCasts.strip(d.feature()).equals(event))
        .filter(d -> LosslessCasts.strip(d.spine()).equals(at))
        .filter(MatchConditions::isExact)
        .map(d -> strict ? d.length() - 1 : d.length())
        .filter(length -> length >= 0)
        .map(OptionalLong::of)
        .orElse(OptionalLong.empty());
  }

  /** Whether a shifted timestamp was cast to another type, which may move it. */
  private static boolean isRounded(RexNode node, RexNode base) {
    RexNode stripped = LosslessCasts.strip(node);
    return stripped.isA(SqlKind.CAST) && !stripped.equals(base);
  }

  /** A date less some hours is a date. */
  private static boolean isExact(Distance distance) {
    boolean dates =
        distance.spine().getType().getSqlTypeName() == SqlTypeName.DATE
            || distance.feature().getType().getSqlTypeName() == SqlTypeName.DATE;
    return !dates || distance.length() % MICROS_PER_DAY == 0;
  }

  private boolean isCutoff(Comparison term) {
    return term.operator() == SqlKind.LESS_THAN_OR_EQUAL
        && cutoff.isEmpty()
        && term.feature() instanceof RexInputRef
        && SqlTypeUtil.isTimestamp(term.feature().getType())
        && LosslessCasts.strip(term.spine()).equals(at)
        && term.feature().getType().getSqlTypeName() == matchedAt().getType().getSqlTypeName();
  }

  private void checkTypes() {
    SqlTypeName events = matchedEvent().getType().getSqlTypeName();
    SqlTypeName spine = matchedAt().getType().getSqlTypeName();
    if (events != spine) {
      throw new LookAlikeException(eventText() + " is a " + events + " compared with a " + spine);
    }
  }

  /** The feature's side of the bound, in a type that a point-in-time join can match by. */
  RexNode matchedEvent() {
    return casts.matched(event, eventText());
  }

  /** The spine's side of the bound, in a type that a point-in-time join can match by. */
  RexNode matchedAt() {
    return casts.matched(at, candidates.text(at));
  }

  /** The spine's side of the bound. */
  RexNode at() {
    return at;
  }

  Bound bound() {
    return bound;
  }

  OptionalLong timeToLive() {
    return timeToLive;
  }

  /** The feature column that must not lie after the spine's timestamp either. */
  Optional<RexNode> cutoff() {
    return cutoff;
  }

  /** Equalities, each side counted in its own input. */
  List<Comparison> keys() {
    return keys;
  }

  /** What must hold of a spine row that has a match at all. */
  List<RexNode> spineOnly() {
    return spineOnly;
  }

  /** What must hold of a feature row, counted in the feature input. */
  List<RexNode> featureOnly() {
    return featureOnly;
  }

  /** All expressions on spine columns that decide about a match. */
  List<RexNode> spineExpressions() {
    List<RexNode> all = new ArrayList<>(spineOnly);
    keys.forEach(key -> all.add(key.spine()));
    all.add(at);
    return all;
  }

  /** The feature input. */
  RelNode feature() {
    return candidates.feature();
  }

  private String eventText() {
    return candidates.featureText(event);
  }

  private LookAlikeException noBound() {
    return new LookAlikeException(
        eventText() + " has no upper bound such as " + eventText() + " <= the spine's timestamp");
  }

  private LookAlikeException unknown(RexNode term) {
    return unknown(candidates.text(term));
  }

  private LookAlikeException unknown(Comparison term) {
    return unknown(
        candidates.featureText(term.feature())
            + " "
            + term.operator().sql
            + " "
            + candidates.text(term.spine()));
  }

  private static LookAlikeException unknown(String term) {
    return new LookAlikeException(term + " is neither a key, a bound nor a cutoff");
  }
}
