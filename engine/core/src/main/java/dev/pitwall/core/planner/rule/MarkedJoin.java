package dev.pitwall.core.planner.rule;

import dev.pitwall.core.planner.logical.FeatureMatch;
import dev.pitwall.core.planner.logical.PointInTimeJoin;
import dev.pitwall.core.planner.rule.MatchTerms.Comparison;
import dev.pitwall.core.planner.rule.MatchTerms.Distance;
import dev.pitwall.execution.plan.MatchPolicy;
import dev.pitwall.execution.plan.MatchPolicy.Bound;
import dev.pitwall.execution.plan.MatchPolicy.Cutoff;
import dev.pitwall.execution.plan.MatchPolicy.Unmatched;
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
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.tools.RelBuilder;

/** Reads the conditions of one marked join and makes the point-in-time join that they describe. */
final class MarkedJoin {
  private final Join join;
  private final RelBuilder builder;
  private final RexBuilder rex;
  private final MatchTerms terms;
  private final Optional<ViewColumns> columns;
  private final List<RexNode> spineKeys = new ArrayList<>();
  private final List<RexNode> featureKeys = new ArrayList<>();
  private OptionalLong timeToLive = OptionalLong.empty();
  private Cutoff cutoff = Cutoff.NONE;
  private OptionalInt created = OptionalInt.empty();

  MarkedJoin(Join join, RelBuilder builder) {
    this.join = join;
    this.builder = builder;
    this.rex = builder.getRexBuilder();
    this.terms = new MatchTerms(join.getLeft(), join.getRight());
    this.columns = ViewColumns.of(join.getRight());
  }

  /** A join {@code FOR SYSTEM_TIME AS OF}: the view says what its timestamps and its TTL are. */
  RelNode asOf(RexCall marker) {
    FeatureViewSpec view = columns.flatMap(ViewColumns::view).orElseThrow(MarkedJoin::notView);
    RexNode event = rex.makeInputRef(join.getRight(), column(view.eventTimestamp()));
    RexNode at = sameType(marker.getOperands().get(0), event);
    created = view.createdTimestamp().map(this::column).map(OptionalInt::of).orElse(created);
    timeToLive = view.timeToLive().micros();
    terms.add(marker.getOperands().get(1));
    terms.comparisons().forEach(term -> take(term, event, at));
    checkKeys(view);
    return build(view.name(), event, at, Bound.INCLUSIVE);
  }

  /** An {@code ASOF JOIN}: the first comparison of MATCH_CONDITION says what is matched. */
  RelNode matched(RexCall marker) {
    MatchTerms match = new MatchTerms(join.getLeft(), join.getRight());
    match.add(marker.getOperands().get(0));
    List<Comparison> comparisons = new ArrayList<>(match.comparisons());
    Comparison bound =
        comparisons.stream()
            .filter(term -> term.operator() != SqlKind.EQUALS)
            .filter(term -> MatchTerms.distance(term).isEmpty())
            .findFirst()
            .orElseThrow(MarkedJoin::noBound);
    comparisons.remove(bound);
    RexNode event = ordered(bound.feature());
    RexNode at = sameType(ordered(bound.spine()), event);
    created = tieBreak(event);
    comparisons.forEach(term -> take(term, event, at));
    terms.add(marker.getOperands().get(1));
    terms.comparisons().forEach(this::takeKey);
    match.featureOnly().forEach(terms.featureOnly()::add);
    match.spineOnly().forEach(terms.spineOnly()::add);
    return build(name(), event, at, bound(bound.operator()));
  }

  private static Bound bound(SqlKind operator) {
    return switch (operator) {
      case LESS_THAN_OR_EQUAL -> Bound.INCLUSIVE;
      case LESS_THAN -> Bound.STRICT;
      default ->
          throw new PitwallException(
              ErrorCode.NOT_SUPPORTED,
              "ASOF JOIN looks backward only: MATCH_CONDITION feature.ts <= spine.ts, or <");
    };
  }

  /** Takes a comparison that is a key, a bound on a match's age, or the known-by cutoff. */
  private void take(Comparison term, RexNode event, RexNode at) {
    Optional<Distance> distance =
        MatchTerms.distance(term)
            .filter(d -> d.feature().equals(event) && sameType(d.spine(), event).equals(at));
    if (term.operator() == SqlKind.EQUALS) {
      takeKey(term);
    } else if (distance.isPresent()) {
      long micros = distance.get().micros();
      timeToLive = OptionalLong.of(Math.min(micros, timeToLive.orElse(Long.MAX_VALUE)));
    } else if (isCutoff(term, at)) {
      created = OptionalInt.of(((RexInputRef) term.feature()).getIndex());
      cutoff = Cutoff.KNOWN_BY;
    } else {
      throw unknown(term);
    }
  }

  private boolean isCutoff(Comparison term, RexNode at) {
    return term.operator() == SqlKind.LESS_THAN_OR_EQUAL
        && term.feature() instanceof RexInputRef reference
        && SqlTypeUtil.isTimestamp(reference.getType())
        && (created.isEmpty() || created.getAsInt() == reference.getIndex())
        && sameType(term.spine(), term.feature()).equals(sameType(at, term.feature()));
  }

  private void takeKey(Comparison term) {
    if (term.operator() != SqlKind.EQUALS) {
      throw unknown(term);
    }
    checkComparable(term);
    spineKeys.add(term.spine());
    featureKeys.add(term.feature());
  }

  /** Calcite would cast text to a number, row by row, and fail on the first that is none. */
  private void checkComparable(Comparison term) {
    RelDataType spine = RexUtil.removeCast(term.spine()).getType();
    RelDataType feature = RexUtil.removeCast(term.feature()).getType();
    if (SqlTypeUtil.inCharFamily(spine) != SqlTypeUtil.inCharFamily(feature)) {
      throw new PitwallException(
          ErrorCode.TYPE_MISMATCH,
          "the spine's key is a "
              + spine.getSqlTypeName()
              + ", but "
              + name()
              + "."
              + nameOf(RexUtil.removeCast(term.feature()))
              + " is a "
              + feature.getSqlTypeName()
              + "; CAST the spine's key");
    }
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

  private RelNode build(String name, RexNode event, RexNode at, Bound bound) {
    ExtendedInput spine = new ExtendedInput(join.getLeft());
    ExtendedInput feature = new ExtendedInput(filtered());
    boolean inner = join.getJoinType() == JoinRelType.INNER;
    MatchPolicy policy =
        new MatchPolicy(bound, timeToLive, cutoff, inner ? Unmatched.DROP : Unmatched.KEEP);
    FeatureMatch match =
        new FeatureMatch(
            name,
            spineKeys.stream().map(spine::column).toList(),
            featureKeys.stream().map(feature::column).toList(),
            spine.column(guarded(at)),
            feature.column(event),
            created,
            policy,
            IntStream.range(0, join.getRight().getRowType().getFieldCount()).boxed().toList());
    RelNode pointInTime =
        PointInTimeJoin.create(
            spine.build(builder), List.of(feature.build(builder)), List.of(match));
    return original(pointInTime);
  }

  private RelNode filtered() {
    return terms.featureOnly().isEmpty()
        ? join.getRight()
        : builder.push(join.getRight()).filter(terms.featureOnly()).build();
  }

  /** A spine row that fails a condition of its own has no match: its timestamp is NULL. */
  private RexNode guarded(RexNode at) {
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

  private RexNode sameType(RexNode node, RexNode like) {
    SqlTypeName wanted = like.getType().getSqlTypeName();
    if (node.getType().getSqlTypeName() == wanted) {
      return node;
    }
    RelDataType type =
        builder
            .getTypeFactory()
            .createTypeWithNullability(like.getType(), node.getType().isNullable());
    return rex.makeCast(type, node);
  }

  /** What is matched, as a timestamp or a whole number. */
  private RexNode ordered(RexNode node) {
    RelDataType type = node.getType();
    SqlTypeName wanted =
        switch (type.getSqlTypeName()) {
          case TIMESTAMP, TIMESTAMP_WITH_LOCAL_TIME_ZONE -> type.getSqlTypeName();
          case DATE -> SqlTypeName.TIMESTAMP;
          case TINYINT, SMALLINT, INTEGER, BIGINT -> SqlTypeName.BIGINT;
          default ->
              throw new PitwallException(
                  ErrorCode.NOT_SUPPORTED,
                  "ASOF JOIN matches timestamps, dates and whole numbers, not "
                      + type.getSqlTypeName());
        };
    return type.getSqlTypeName() == wanted
        ? node
        : rex.makeCast(
            builder
                .getTypeFactory()
                .createTypeWithNullability(
                    builder.getTypeFactory().createSqlType(wanted), type.isNullable()),
            node);
  }

  /** A feature view's created timestamp breaks ties of its event timestamp, in any spelling. */
  private OptionalInt tieBreak(RexNode event) {
    Optional<FeatureViewSpec> view = columns.flatMap(ViewColumns::view);
    if (view.isEmpty() || view.get().createdTimestamp().isEmpty()) {
      return OptionalInt.empty();
    }
    OptionalInt eventColumn = columns.get().find(view.get().eventTimestamp());
    boolean ownTimestamp =
        event instanceof RexInputRef reference
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
    return feature instanceof RexInputRef reference
        ? join.getRight().getRowType().getFieldNames().get(reference.getIndex())
        : feature.toString();
  }

  private PitwallException unknown(Comparison term) {
    return new PitwallException(
        ErrorCode.NOT_SUPPORTED,
        "a point-in-time join takes equal keys, a bound on the age of a match (f.ts >= s.ts -"
            + " INTERVAL …) and the known-by cutoff (f.created <= s.ts), but not "
            + name()
            + "."
            + nameOf(term.feature())
            + " "
            + term.operator().sql
            + " "
            + term.spine());
  }

  private static PitwallException noBound() {
    return new PitwallException(
        ErrorCode.INVALID_STATEMENT,
        "MATCH_CONDITION compares a timestamp of the right side with one of the left:"
            + " f.ts <= s.ts");
  }

  private static PitwallException notView() {
    return new PitwallException(
        ErrorCode.INVALID_STATEMENT,
        "FOR SYSTEM_TIME AS OF needs a feature view with all its columns");
  }
}
