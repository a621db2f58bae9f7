package dev.pitwall.core.planner.leakage;

import dev.pitwall.core.planner.leakage.Lineage.Grain;
import dev.pitwall.core.planner.leakage.Lineage.Origin;
import dev.pitwall.spi.model.FeatureViewSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which feature views meet which relations in one query, and which upper bounds their event
 * timestamps have. Not thread-safe.
 */
final class Meetings {
  private final List<Meeting> open = new ArrayList<>();
  private final Map<Relation, List<Bound>> bounds = new LinkedHashMap<>();
  private final Map<Relation, Findings> found = new LinkedHashMap<>();

  /** A feature view meets others, by a key or by being in one row with them. */
  private record Meeting(Relation view, Set<Relation> others, Set<String> keys, Grain grain) {}

  /**
   * The event timestamp of a view is at most something.
   *
   * @param by the relations that the something depends on; none for a constant
   * @param among the relations that see no rows beyond the bound; null for all
   */
  private record Bound(Set<Relation> by, Set<Relation> among) {
    boolean covers(Set<Relation> others) {
      return among == null || among.containsAll(others);
    }
  }

  private static final class Findings {
    private final Set<Relation> others = new LinkedHashSet<>();
    private final Set<String> keys = new LinkedHashSet<>();
    private Grain grain = Grain.ROW;

    void add(Meeting meeting, Set<Relation> unbounded) {
      others.addAll(unbounded);
      keys.addAll(meeting.keys());
      grain = meeting.grain() == Grain.AGGREGATE ? Grain.AGGREGATE : grain;
    }
  }

  /** The join key of a view is compared with something that depends on other relations. */
  void meetByKey(Origin key, Set<Relation> others) {
    meet(key.relation(), others, Set.of(key.column()), key.grain());
  }

  /** A view without keys is in one row with other relations. */
  void meetByNothing(Relation view, Set<Relation> others) {
    meet(view, others, Set.of(), Grain.ROW);
  }

  private void meet(Relation view, Set<Relation> others, Set<String> keys, Grain grain) {
    Set<Relation> strangers = new LinkedHashSet<>(others);
    strangers.remove(view);
    if (!strangers.isEmpty()) {
      open.add(new Meeting(view, strangers, keys, grain));
    }
  }

  /** A view's event timestamp is bounded for whoever sees its rows. */
  void bound(Relation view, Set<Relation> by) {
    bounds.computeIfAbsent(view, v -> new ArrayList<>()).add(new Bound(by, null));
  }

  /** A view's event timestamp is bounded in the rows that it shares with some relations only. */
  void boundAmong(Relation view, Set<Relation> by, Set<Relation> among) {
    bounds.computeIfAbsent(view, v -> new ArrayList<>()).add(new Bound(by, among));
  }

  /** Judges the meetings among some relations: bounds that come later are too late for them. */
  void settle(Set<Relation> relations) {
    List<Meeting> judged =
        open.stream().filter(meeting -> relations.contains(meeting.view())).toList();
    open.removeAll(judged);
    for (Meeting meeting : judged) {
      Set<Relation> unbounded = new LinkedHashSet<>(meeting.others());
      unbounded.removeIf(other -> isBoundedBy(other, meeting.view()));
      if (!unbounded.isEmpty() && !isBounded(meeting.view(), meeting.others())) {
        found.computeIfAbsent(meeting.view(), v -> new Findings()).add(meeting, unbounded);
      }
    }
  }

  /** What was judged a leak, each told once: of two views that meet each other, the first. */
  List<Leak> leaks() {
    List<Leak> leaks = new ArrayList<>();
    Set<Relation> told = new HashSet<>();
    found.forEach(
        (view, findings) -> {
          boolean known =
              findings.others.stream()
                  .allMatch(
                      other -> told.contains(other) && found.get(other).others.contains(view));
          if (!known) {
            told.add(view);
            leaks.add(leak(view.view().orElseThrow(), findings));
          }
        });
    return leaks.stream().distinct().toList();
  }

  private static Leak leak(FeatureViewSpec view, Findings findings) {
    return new Leak(
        view.name(),
        findings.others.stream().map(Relation::name).distinct().toList(),
        List.copyOf(findings.keys),
        view.eventTimestamp(),
        findings.grain);
  }

  /** Whether the other is the view's feature: its rows are bounded by the view's own. */
  private boolean isBoundedBy(Relation other, Relation view) {
    return boundsOf(other).stream()
        .anyMatch(bound -> bound.by().contains(view) && bound.covers(Set.of(view)));
  }

  private boolean isBounded(Relation view, Set<Relation> others) {
    return boundsOf(view).stream()
        .filter(bound -> bound.covers(others))
        .anyMatch(bound -> isOfOthers(bound, others) || isAnchored(bound, new HashSet<>()));
  }

  /** Whether the bound is the others' time, or the time by which the others are bounded too. */
  private boolean isOfOthers(Bound bound, Set<Relation> others) {
    return !Collections.disjoint(bound.by(), others)
        || others.stream()
            .flatMap(other -> boundsOf(other).stream())
            .anyMatch(spine -> !Collections.disjoint(bound.by(), spine.by()));
  }

  /**
   * Whether a bound ends at a constant or at rows that are no features. A view's newest row is no
   * bound for the view, though it is one for every other row of it.
   */
  private boolean isAnchored(Bound bound, Set<Relation> visited) {
    return bound.by().isEmpty()
        || bound.by().stream()
            .anyMatch(
                relation ->
                    relation.view().isEmpty()
                        || (visited.add(relation)
                            && boundsOf(relation).stream()
                                .anyMatch(next -> isAnchored(next, visited))));
  }

  private List<Bound> boundsOf(Relation relation) {
    return bounds.getOrDefault(relation, List.of());
  }
}
