package dev.pitwall.testkit.oracle;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsFirst;
import static java.util.Comparator.nullsLast;
import static java.util.Comparator.reverseOrder;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import dev.pitwall.execution.plan.term.MatchPolicy;
import dev.pitwall.execution.plan.term.MatchPolicy.Bound;
import dev.pitwall.execution.plan.term.MatchPolicy.Cutoff;
import dev.pitwall.execution.plan.term.MatchPolicy.UnknownCreated;
import dev.pitwall.execution.plan.term.MatchPolicy.Unmatched;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The oracle: the five rules of the point-in-time join as nested loops, to be checked by eye. Every
 * faster way must answer the same.
 */
public final class NaivePointInTimeJoin {
  private NaivePointInTimeJoin() {}

  /** For each spine row, in order, the newest feature row that was valid at its timestamp. */
  public static List<Match> join(
      List<SpineRow> spine, List<FeatureRow> features, MatchPolicy policy) {
    List<Match> matches = new ArrayList<>();
    for (int i = 0; i < spine.size(); i++) {
      SpineRow s = spine.get(i);
      List<FeatureRow> sameKey = new ArrayList<>();
      for (FeatureRow r : features) {
        if (!s.keys().contains(null) && s.keys().equals(r.keys())) { // rule 1
          sameKey.add(r);
        }
      }
      add(new Match(i, newest(s.timestamp(), sameKey, policy)), matches, policy);
    }
    return matches;
  }

  /**
   * The same for inputs too large to compare every row with every row: rule 1 by grouping and rule
   * 5 by sorting, then a loop over those rows of one key that are neither newer than the timestamp
   * nor older than the TTL, up to the first that is valid; once for each timestamp of the key.
   */
  public static List<Match> joinByKey(
      List<SpineRow> spine, List<FeatureRow> features, MatchPolicy policy) {
    Map<List<Object>, NavigableMap<Long, List<FeatureRow>>> newestFirst =
        features.stream()
            .filter(r -> !r.keys().contains(null) && r.eventTimestamp() != null)
            .sorted(rank(policy).reversed())
            .collect(
                groupingBy(
                    FeatureRow::keys,
                    groupingBy(
                        FeatureRow::eventTimestamp,
                        () -> new TreeMap<>(reverseOrder()),
                        toList())));
    Map<SpineRow, Optional<FeatureRow>> known = new HashMap<>();
    List<Match> matches = new ArrayList<>();
    for (int i = 0; i < spine.size(); i++) {
      Optional<FeatureRow> match =
          known.computeIfAbsent(
              spine.get(i), s -> firstValid(s.timestamp(), newestFirst.get(s.keys()), policy));
      add(new Match(i, match), matches, policy);
    }
    return matches;
  }

  private static void add(Match match, List<Match> matches, MatchPolicy policy) {
    if (match.feature().isPresent() || policy.unmatched() == Unmatched.KEEP) {
      matches.add(match);
    }
  }

  private static Optional<FeatureRow> firstValid(
      Long timestamp, NavigableMap<Long, List<FeatureRow>> newestFirst, MatchPolicy policy) {
    if (timestamp == null || newestFirst == null) {
      return Optional.empty();
    }
    return newestFirst.subMap(timestamp, true, oldest(timestamp, policy), true).values().stream()
        .flatMap(List::stream)
        .filter(r -> isValidAt(timestamp, r, policy))
        .findFirst();
  }

  private static Optional<FeatureRow> newest(
      Long timestamp, List<FeatureRow> sameKey, MatchPolicy policy) {
    Comparator<FeatureRow> rank = rank(policy);
    FeatureRow best = null;
    for (FeatureRow r : sameKey) {
      if (timestamp != null && r.eventTimestamp() != null && isValidAt(timestamp, r, policy)) {
        best = best == null || rank.compare(r, best) > 0 ? r : best;
      }
    }
    return Optional.ofNullable(best);
  }

  /** Rule 5: the greatest event timestamp, then the greatest created one, then the last row. */
  private static Comparator<FeatureRow> rank(MatchPolicy policy) {
    Comparator<Long> created =
        policy.unknownCreated() == UnknownCreated.OLDEST
            ? nullsFirst(naturalOrder())
            : nullsLast(naturalOrder());
    return comparing(FeatureRow::eventTimestamp)
        .thenComparing(FeatureRow::createdTimestamp, created)
        .thenComparing(FeatureRow::rowId);
  }

  private static boolean isValidAt(long t, FeatureRow r, MatchPolicy policy) {
    long event = r.eventTimestamp();
    Long created = r.createdTimestamp();
    boolean rule2 = policy.bound() == Bound.STRICT ? event < t : event <= t;
    boolean rule3 = event >= oldest(t, policy);
    boolean rule4 = policy.cutoff() == Cutoff.NONE || (created != null && created <= t);
    return rule2 && rule3 && rule4;
  }

  /** The earliest event timestamp within the TTL, or that there is, should it lie before that. */
  private static long oldest(long t, MatchPolicy policy) {
    long ttl = policy.timeToLiveMicros().orElse(Long.MAX_VALUE);
    boolean unbounded = policy.timeToLiveMicros().isEmpty() || t < Long.MIN_VALUE + ttl;
    return unbounded ? Long.MIN_VALUE : t - ttl;
  }
}
