package dev.pitwall.core.planner.online;

import dev.pitwall.core.planner.logical.FeatureMatch;
import dev.pitwall.core.planner.logical.PointInTimeJoin;
import dev.pitwall.core.session.SessionSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.tools.RelBuilder;

/**
 * Answers point-in-time joins as of now from the online store, where that is the same answer but
 * for the staleness that the session allows (docs/decisions/019).
 */
public final class PresentFromOnlineStore extends RelHomogeneousShuttle {
  private final RelBuilder builder;
  private final OnlineFreshness freshness;
  private final SessionSettings.OnlineFallback fallback;
  private final List<String> notes = new ArrayList<>();
  private boolean hasRewritten;

  /**
   * Makes the rewriting of one statement.
   *
   * @param fallback where keys are looked for that the online store does not have
   */
  public PresentFromOnlineStore(
      RelBuilder builder, OnlineFreshness freshness, SessionSettings.OnlineFallback fallback) {
    this.builder = builder;
    this.freshness = freshness;
    this.fallback = fallback;
  }

  /** For EXPLAIN: which store answers for each view, and why. */
  public List<String> notes() {
    return List.copyOf(notes);
  }

  public boolean hasRewritten() {
    return hasRewritten;
  }

  @Override
  public RelNode visit(RelNode node) {
    RelNode visited = super.visit(node);
    if (!freshness.isAsked() || !(visited instanceof PointInTimeJoin join)) {
      return visited;
    }
    List<PresentMatch> answered = new ArrayList<>();
    for (int i = 0; i < join.matches().size(); i++) {
      Optional<PresentMatch> present = PresentMatch.of(join, i);
      present.filter(this::isAnswered).ifPresent(answered::add);
      FeatureMatch match = join.matches().get(i);
      if (present.isEmpty() && StatementStart.isIn(join.spine(), match.spineTimestamp())) {
        notes.add(fromHistory(match.name(), "its rows are filtered or computed before the join"));
      }
    }
    if (answered.isEmpty()) {
      return join;
    }
    hasRewritten = true;
    return new OnlineAnswer(join, answered, fallback, builder).build();
  }

  private static String fromHistory(String name, String reason) {
    return name + " as of now is read from its history: " + reason;
  }

  private boolean isAnswered(PresentMatch match) {
    Optional<String> reason = match.difference().or(() -> freshness.refusal(match.view()));
    String name = match.view().name();
    notes.add(
        reason
            .map(why -> fromHistory(name, why))
            .orElseGet(
                () ->
                    name
                        + " as of now is answered by the online store, materialized "
                        + freshness.age(match.view())
                        + " ago"
                        + (fallback == SessionSettings.OnlineFallback.ON
                            ? "; keys it has not, by the history"
                            : "")));
    return reason.isEmpty();
  }
}
