package dev.pitwall.core.planner.idiom;

import dev.pitwall.core.planner.idiom.FeatureOrder.TieBreak;
import dev.pitwall.core.planner.logical.FeatureMatch;
import dev.pitwall.core.planner.logical.PointInTimeJoin;
import dev.pitwall.core.planner.rule.ExtendedInput;
import dev.pitwall.core.planner.rule.MatchText;
import dev.pitwall.core.planner.rule.ViewColumns;
import dev.pitwall.core.table.OnlineTable;
import dev.pitwall.execution.plan.term.MatchDirection;
import dev.pitwall.execution.plan.term.MatchPolicy;
import dev.pitwall.execution.plan.term.MatchPolicy.Cutoff;
import dev.pitwall.execution.plan.term.MatchPolicy.UnknownCreated;
import dev.pitwall.execution.plan.term.MatchPolicy.Unmatched;
import dev.pitwall.spi.model.FeatureViewSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.tools.RelBuilder;

/** The point-in-time join by which each spine row chooses the newest of its candidates. */
final class PointInTimeMatch {
  private final Candidates candidates;
  private final MatchConditions conditions;
  private final Optional<RexNode> created;
  private final UnknownCreated unknown;
  private final RexBuilder rex;

  /**
   * Reads what is asked for.
   *
   * @throws LookAlikeException when that is not what a point-in-time join answers
   */
  PointInTimeMatch(Candidates candidates, FeatureOrder order) {
    this.candidates = candidates;
    checkHistory();
    this.rex = candidates.spine().getCluster().getRexBuilder();
    this.conditions = new MatchConditions(candidates, order.event());
    Optional<TieBreak> tieBreak = order.tieBreak();
    this.created = created(tieBreak.map(TieBreak::created));
    this.unknown =
        conditions.cutoff().isPresent() // then no match has a NULL there
            ? UnknownCreated.OLDEST
            : tieBreak.map(TieBreak::unknown).orElse(UnknownCreated.OLDEST);
  }

  /** An online table has no history to choose from, and is not read whole. */
  private void checkHistory() {
    if (RelOptUtil.findTables(candidates.feature()).stream()
        .anyMatch(table -> table.unwrap(OnlineTable.class) != null)) {
      throw new LookAlikeException("an online table is looked up by its key");
    }
  }

  private Optional<RexNode> created(Optional<RexNode> tieBreak) {
    Optional<RexNode> cutoff = conditions.cutoff();
    if (tieBreak.isEmpty()) {
      return cutoff.or(this::createdOfView);
    }
    RexNode by = LosslessCasts.strip(tieBreak.get());
    if (cutoff.isPresent() && !cutoff.get().equals(by)) {
      throw new LookAlikeException(
          "ORDER BY breaks ties by "
              + candidates.featureText(by)
              + ", but the cutoff is on "
              + candidates.featureText(cutoff.get()));
    }
    return Optional.of(new LosslessCasts(rex).matched(by, candidates.featureText(by)));
  }

  /** Where any of the rows that tie will do, the one that a feature view would choose. */
  private Optional<RexNode> createdOfView() {
    Optional<ViewColumns> columns = ViewColumns.of(candidates.feature());
    Optional<FeatureViewSpec> view = columns.flatMap(ViewColumns::view);
    if (view.isEmpty() || view.get().createdTimestamp().isEmpty()) {
      return Optional.empty();
    }
    OptionalInt eventColumn = columns.get().find(view.get().eventTimestamp());
    OptionalInt createdColumn = columns.get().find(view.get().createdTimestamp().get());
    boolean ownTimestamp =
        conditions.matchedEvent() instanceof RexInputRef event
            && eventColumn.isPresent()
            && event.getIndex() == eventColumn.getAsInt();
    return ownTimestamp && createdColumn.isPresent()
        ? Optional.of(rex.makeInputRef(candidates.feature(), createdColumn.getAsInt()))
        : Optional.empty();
  }

  MatchConditions conditions() {
    return conditions;
  }

  /**
   * The join: the columns of the spine, then those of the feature input.
   *
   * @param spine has the columns of the candidates' spine
   */
  RelNode build(RelNode spine, RelBuilder builder) {
    boolean kept = candidates.unmatched() == Unmatched.KEEP;
    RelNode met = kept ? spine : filtered(spine, conditions.spineOnly(), builder);
    ExtendedInput left = new ExtendedInput(met);
    ExtendedInput right =
        new ExtendedInput(filtered(candidates.feature(), conditions.featureOnly(), builder));
    FeatureMatch match =
        new FeatureMatch(
            name(),
            conditions.keys().stream().map(key -> left.column(key.spine())).toList(),
            conditions.keys().stream().map(key -> right.column(key.feature())).toList(),
            left.column(kept ? guarded(conditions.matchedAt()) : conditions.matchedAt()),
            right.column(conditions.matchedEvent()),
            created.map(column -> OptionalInt.of(right.column(column))).orElse(OptionalInt.empty()),
            policy(),
            MatchDirection.BACKWARD,
            IntStream.range(0, featureWidth()).boxed().toList(),
            text());
    RelNode join =
        PointInTimeJoin.create(left.build(builder), List.of(right.build(builder)), List.of(match));
    return withoutComputed(join, builder);
  }

  /** What EXPLAIN says of a match besides its keys. */
  private String text() {
    RexNode event = conditions.matchedEvent();
    String at = MatchText.expression(conditions.matchedAt(), candidates.spine());
    String known =
        conditions
            .cutoff()
            .map(column -> " AND " + candidates.featureText(column) + " <= " + at)
            .orElse("");
    return MatchText.bound(
            MatchText.expression(event, candidates.feature()),
            MatchDirection.BACKWARD,
            conditions.bound(),
            at)
        + MatchText.distance(conditions.timeToLive(), MatchDirection.BACKWARD, event.getType())
        + known;
  }

  private MatchPolicy policy() {
    return new MatchPolicy(
        conditions.bound(),
        conditions.timeToLive(),
        conditions.cutoff().isPresent() ? Cutoff.KNOWN_BY : Cutoff.NONE,
        candidates.unmatched(),
        unknown);
  }

  private static RelNode filtered(RelNode input, List<RexNode> terms, RelBuilder builder) {
    return terms.isEmpty() ? input : builder.push(input).filter(terms).build();
  }

  /** A spine row that fails a condition of its own has no match: its timestamp is NULL. */
  private RexNode guarded(RexNode at) {
    if (conditions.spineOnly().isEmpty()) {
      return at;
    }
    RexNode condition = RexUtil.composeConjunction(rex, conditions.spineOnly());
    RexNode otherwise = rex.makeNullLiteral(at.getType());
    return rex.makeCall(SqlStdOperatorTable.CASE, condition, at, otherwise);
  }

  private RelNode withoutComputed(RelNode join, RelBuilder builder) {
    int width = join.getRowType().getFieldCount();
    if (width == candidates.spineWidth() + featureWidth()) {
      return join;
    }
    builder.push(join);
    List<RexNode> kept = new ArrayList<>(builder.fields().subList(0, candidates.spineWidth()));
    kept.addAll(builder.fields().subList(width - featureWidth(), width));
    return builder.project(kept).build();
  }

  private int featureWidth() {
    return candidates.feature().getRowType().getFieldCount();
  }

  private String name() {
    return ViewColumns.of(candidates.feature())
        .map(columns -> columns.table().name())
        .orElse("subquery");
  }
}
