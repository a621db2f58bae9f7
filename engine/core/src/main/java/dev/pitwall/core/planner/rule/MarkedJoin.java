package dev.pitwall.core.planner.rule;

import dev.pitwall.core.planner.logical.FeatureMatch;
import dev.pitwall.core.planner.logical.PointInTimeJoin;
import dev.pitwall.core.planner.rule.MatchTerms.Comparison;
import dev.pitwall.core.planner.rule.MatchTerms.Distance;
import dev.pitwall.execution.plan.term.MatchDirection;
import dev.pitwall.execution.plan.term.MatchPolicy;
import dev.pitwall.execution.plan.term.MatchPolicy.Bound;
import dev.pitwall.execution.plan.term.MatchPolicy.Cutoff;
import dev.pitwall.execution.plan.term.MatchPolicy.Unmatched;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.model.FeatureViewSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.tools.RelBuilder;

/** Reads the conditions of one marked join and makes the point-in-time join that they describe. */
final class MarkedJoin {
  private final Join join;
  private final RelBuilder builder;
  private final RexBuilder rex;
  private final MatchTerms terms;
  private final MatchTypes types;
  private final Optional<ViewColumns> columns;
  private final List<RexNode> spineKeys = new ArrayList<>();
  private final List<RexNode> featureKeys = new ArrayList<>();
  private RexNode event;
  private RexNode at;
  private MatchDirection direction = MatchDirection.BACKWARD;
  private OptionalLong distance = OptionalLong.empty();
  private Cutoff cutoff = Cutoff.NONE;
  private OptionalInt created = OptionalInt.empty();

  MarkedJoin(Join join, RelBuilder builder) {
    this.join = join;
    this.builder = builder;
    this.rex = builder.getRexBuilder();
    this.terms = new MatchTerms(join.getLeft(), join.getRight());
    this.types = new MatchTypes(rex);
    this.columns = ViewColumns.of(join.getRight());
  }

  /** A join {@code FOR SYSTEM_TIME AS OF}: the view says what its timestamps and its TTL are. */
  RelNode asOf(RexCall marker) {
    FeatureViewSpec view = columns.flatMap(ViewColumns::view).orElseThrow(MarkedJoin::notView);
    event = rex.makeInputRef(join.getRight(), column(view.eventTimestamp()));
    at = types.cast(marker.getOperands().get(0), event.getType());
    created = view.createdTimestamp().map(this::column).map(OptionalInt::of).orElse(created);
    distance = view.timeToLive().micros();
    terms.add(marker.getOperands().get(1));
    terms.comparisons().forEach(this::take);
    checkKeys(view);
    return build(view.name(), Bound.INCLUSIVE);
  }

  /** An {@code ASOF JOIN}: the first comparison of MATCH_CONDITION says what is matched. */
  RelNode matched(RexCall marker) {
    MatchTerms match = new MatchTerms(join.getLeft(), join.getRight());
    match.add(marker.getOperands().get(0));
    AsofBound bound = AsofBound.of(match.comparisons(), join, types);
    event = bound.event();
    at = bound.at();
    direction = bound.direction();
    created = tieBreak(event);
    List<Comparison> comparisons = new ArrayList<>(match.comparisons());
    comparisons.remove(bound.term());
    comparisons.forEach(this::take);
    terms.add(marker.getOperands().get(1));
    terms.comparisons().forEach(this::takeKey);
    match.featureOnly().forEach(terms.featureOnly()::add);
    match.spineOnly().forEach(terms.spineOnly()::add);
    return build(name(), bound.bound());
  }

  /** Takes a comparison that is a key, a bound on a match's distance, or the known-by cutoff. */
  private void take(Comparison term) {
    OptionalLong length = length(term);
    if (term.operator() == SqlKind.EQUALS) {
      takeKey(term);
    } else if (length.isPresent()) {
      distance = OptionalLong.of(Math.min(length.getAsLong(), distance.orElse(Long.MAX_VALUE)));
    } else if (isCutoff(term)) {
      created = OptionalInt.of(((RexInputRef) MatchTypes.uncast(term.feature())).getIndex());
      cutoff = Cutoff.KNOWN_BY;
    } else {
      throw unknown(term);
    }
  }

  /** How far a match may lie, if the comparison says that. */
  private OptionalLong length(Comparison term) {
    if (!MatchTypes.hasDistance(event.getType())) {
      return OptionalLong.empty();
    }
    SqlKind opposite =
        direction == MatchDirection.BACKWARD
            ? SqlKind.GREATER_THAN_OR_EQUAL
            : SqlKind.LESS_THAN_OR_EQUAL;
    if (term.operator() == opposite && isMatched(term.feature(), term.spine())) {
      return OptionalLong.of(0); // as a distance of 0 is simplified to
    }
    return MatchTerms.distance(term, direction).stream()
        .filter(found -> isMatched(found.feature(), found.spine()))
        .mapToLong(Distance::length)
        .findFirst();
  }

  private boolean isMatched(RexNode feature, RexNode spine) {
    return isSame(feature, event) && isSame(spine, at);
  }

  private static boolean isSame(RexNode left, RexNode right) {
    return MatchTypes.uncast(left).equals(MatchTypes.uncast(right));
  }

  private boolean isCutoff(Comparison term) {
    return term.operator() == SqlKind.LESS_THAN_OR_EQUAL
        && MatchTypes.uncast(term.feature()) instanceof RexInputRef reference
        && SqlTypeUtil.isTimestamp(reference.getType())
        && SqlTypeUtil.isTimestamp(at.getType())
        && (created.isEmpty() || created.getAsInt() == reference.getIndex())
        && isSame(term.spine(), at);
  }

  private void takeKey(Comparison term) {
    if (term.operator() != SqlKind.EQUALS) {
      throw unknown(term);
    }
    spineKeys.add(term.spine());
    featureKeys.add(term.feature());
  }

  private void checkKeys(FeatureViewSpec view) {
    for (String key : view.entity().joinKeyNames()) {
      RexNode column = rex.makeInputRef(join.getRight(), column(key));
      if (featureKeys.stream().noneMatch(k -> RexUtil.removeCast(k).equals(column))) {
        throw new PitwallException(
            ErrorCode.INVALID_STATEMENT,
            "the join with feature view "
                + view.name()
                + " must compare its join key "
                + key
                + ": ON f."
                + key
                + " = s."
                + key);
      }
    }
  }

  private RelNode build(String name, Bound bound) {
    ExtendedInput spine = new ExtendedInput(join.getLeft());
    ExtendedInput feature = new ExtendedInput(filtered());
    boolean inner = join.getJoinType() == JoinRelType.INNER;
    MatchPolicy policy =
        new MatchPolicy(bound, distance, cutoff, inner ? Unmatched.DROP : Unmatched.KEEP);
    FeatureMatch match =
        new FeatureMatch(
            name,
            spineKeys.stream().map(spine::column).toList(),
            featureKeys.stream().map(feature::column).toList(),
            spine.column(guarded()),
            feature.column(event),
            created.stream().map(column -> feature.column(createdLikeEvent(column))).findFirst(),
            policy,
            direction,
            IntStream.range(0, join.getRight().getRowType().getFieldCount()).boxed().toList(),
            condition(policy));
    RelNode pointInTime =
        PointInTimeJoin.create(
            spine.build(builder), List.of(feature.build(builder)), List.of(match));
    return original(pointInTime);
  }

  /** A cutoff compares the created timestamp with what the event timestamp is compared with. */
  private RexNode createdLikeEvent(int column) {
    RexNode reference = rex.makeInputRef(join.getRight(), column);
    return cutoff == Cutoff.KNOWN_BY ? types.cast(reference, event.getType()) : reference;
  }

  private String condition(MatchPolicy policy) {
    String spine = MatchText.expression(at, join.getLeft());
    String feature = MatchText.expression(event, join.getRight());
    String known =
        cutoff == Cutoff.KNOWN_BY
            ? " AND "
                + MatchText.expression(createdLikeEvent(created.getAsInt()), join.getRight())
                + " <= "
                + spine
            : "";
    return MatchText.bound(feature, direction, policy.bound(), spine)
        + MatchText.distance(distance, direction, event.getType())
        + known;
  }

  private RelNode filtered() {
    return terms.featureOnly().isEmpty()
        ? join.getRight()
        : builder.push(join.getRight()).filter(terms.featureOnly()).build();
  }

  /** A spine row that fails a condition of its own has no match: its timestamp is NULL. */
  private RexNode guarded() {
    if (terms.spineOnly().isEmpty()) {
      return at;
    }
    RexNode condition = RexUtil.composeConjunction(rex, terms.spineOnly());
    RexNode otherwise = rex.makeNullLiteral(at.getType());
    return rex.makeCall(SqlStdOperatorTable.CASE, condition, at, otherwise);
  }

  /** The join's own columns, without those that were computed for it. */
  private RelNode original(RelNode pointInTime) {
    int spineWidth = join.getLeft().getRowType().getFieldCount();
    int width = pointInTime.getRowType().getFieldCount();
    int features = join.getRight().getRowType().getFieldCount();
    builder.push(pointInTime);
    List<RexNode> kept = new ArrayList<>(builder.fields().subList(0, spineWidth));
    kept.addAll(builder.fields().subList(width - features, width));
    return builder
        .project(kept, join.getRowType().getFieldNames(), true)
        .convert(join.getRowType(), true)
        .build();
  }

  /** A feature view's created timestamp breaks ties of its event timestamp, in any spelling. */
  private OptionalInt tieBreak(RexNode event) {
    Optional<FeatureViewSpec> view = columns.flatMap(ViewColumns::view);
    if (view.isEmpty() || view.get().createdTimestamp().isEmpty()) {
      return OptionalInt.empty();
    }
    OptionalInt eventColumn = columns.get().find(view.get().eventTimestamp());
    boolean ownTimestamp =
        MatchTypes.uncast(event) instanceof RexInputRef reference
            && eventColumn.isPresent()
            && reference.getIndex() == eventColumn.getAsInt();
    return ownTimestamp
        ? columns.get().find(view.get().createdTimestamp().get())
        : OptionalInt.empty();
  }

  private int column(String name) {
    return columns.orElseThrow().find(name).orElseThrow(MarkedJoin::notView);
  }

  private String name() {
    return columns.map(found -> found.table().name()).orElse("the right side");
  }

  private String nameOf(RexNode feature) {
    return MatchText.expression(feature, join.getRight());
  }

  private PitwallException unknown(Comparison term) {
    return new PitwallException(
        ErrorCode.NOT_SUPPORTED,
        "a point-in-time join takes equal keys, a bound on the age of a match (f.ts >= s.ts -"
            + " INTERVAL …; of a match that follows f.ts <= s.ts + INTERVAL …) and the known-by"
            + " cutoff (f.created <= s.ts), but not "
            + name()
            + "."
            + nameOf(term.feature())
            + " "
            + term.operator().sql
            + " "
            + MatchText.expression(term.spine(), join.getLeft()));
  }

  private static PitwallException notView() {
    return new PitwallException(
        ErrorCode.INVALID_STATEMENT,
        "FOR SYSTEM_TIME AS OF needs a feature view with all its columns");
  }
}
