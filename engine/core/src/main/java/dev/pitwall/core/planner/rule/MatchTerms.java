package dev.pitwall.core.planner.rule;

import dev.pitwall.execution.plan.term.MatchDirection;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * The conjuncts of a point-in-time join's conditions, each turned so that the spine is on the
 * right: {@code feature OPERATOR spine}. Expressions count columns within their own side.
 */
public final class MatchTerms {
  private static final BigDecimal MICROS_PER_MILLI = BigDecimal.valueOf(1000);
  private static final long MICROS_PER_DAY = TimeUnit.DAYS.toMicros(1);

  private final int spineWidth;
  private final RelNode feature;
  private final RexBuilder rex;
  private final List<Comparison> comparisons = new ArrayList<>();
  private final List<RexNode> spineOnly = new ArrayList<>();
  private final List<RexNode> featureOnly = new ArrayList<>();

  MatchTerms(RelNode spine, RelNode feature) {
    this.spineWidth = spine.getRowType().getFieldCount();
    this.feature = feature;
    this.rex = spine.getCluster().getRexBuilder();
  }

  /** A comparison of a feature expression, on the left, with a spine expression. */
  public record Comparison(SqlKind operator, RexNode feature, RexNode spine) {}

  /** Takes the conjuncts of a condition on the spine's columns followed by the feature's. */
  void add(RexNode condition) {
    for (RexNode term : RelOptUtil.conjunctions(RexUtil.expandSearch(rex, null, condition))) {
      ImmutableBitSet used = RelOptUtil.InputFinder.bits(term);
      if (term.isAlwaysTrue()) {
        continue;
      } else if (isSpine(used)) {
        spineOnly.add(term);
      } else if (isFeature(used)) {
        featureOnly.add(toFeature(term));
      } else {
        comparisons.add(comparison(term));
      }
    }
  }

  /** Comparisons of a feature expression with a spine expression, in the order written. */
  List<Comparison> comparisons() {
    return comparisons;
  }

  /** Conditions on the spine's columns alone. */
  List<RexNode> spineOnly() {
    return spineOnly;
  }

  /** Conditions on the feature input's columns alone. */
  List<RexNode> featureOnly() {
    return featureOnly;
  }

  /**
   * The distance when a comparison bounds how far a match may lie in a direction: backward {@code
   * feature >= spine - distance} or {@code feature + distance >= spine}, forward {@code feature <=
   * spine + distance} or {@code feature - distance <= spine}.
   */
  public static Optional<Distance> distance(Comparison comparison, MatchDirection direction) {
    boolean backward = direction == MatchDirection.BACKWARD;
    SqlKind operator = backward ? SqlKind.GREATER_THAN_OR_EQUAL : SqlKind.LESS_THAN_OR_EQUAL;
    if (comparison.operator() != operator) {
      return Optional.empty();
    }
    SqlKind ofSpine = backward ? SqlKind.MINUS : SqlKind.PLUS;
    SqlKind ofFeature = backward ? SqlKind.PLUS : SqlKind.MINUS;
    return shifted(comparison.spine(), ofSpine)
        .map(shift -> new Distance(comparison.feature(), shift.base(), shift.by()))
        .or(
            () ->
                shifted(comparison.feature(), ofFeature)
                    .map(shift -> new Distance(shift.base(), comparison.spine(), shift.by())));
  }

  /**
   * How far apart the two may lie.
   *
   * @param length in microseconds, or in whole numbers as the two are
   */
  public record Distance(RexNode feature, RexNode spine, long length) {}

  private record Shift(RexNode base, long by) {}

  private static Optional<Shift> shifted(RexNode node, SqlKind kind) {
    if (!(MatchTypes.uncast(node) instanceof RexCall call)
        || call.getOperands().size() != 2
        || !call.isA(kind)) {
      return Optional.empty();
    }
    RexNode left = call.getOperands().get(0);
    RexNode right = call.getOperands().get(1);
    boolean literalFirst = kind == SqlKind.PLUS && left instanceof RexLiteral;
    RexNode base = literalFirst ? right : left;
    return length(literalFirst ? left : right)
        .map(length -> new Shift(base, isDate(call) ? wholeDays(length, kind) : length));
  }

  private static boolean isDate(RexNode node) {
    return node.getType().getSqlTypeName() == SqlTypeName.DATE;
  }

  /** A date moves to the day in which the exact time would lie. */
  private static long wholeDays(long micros, SqlKind kind) {
    long days =
        kind == SqlKind.PLUS
            ? Math.floorDiv(micros, MICROS_PER_DAY)
            : -Math.floorDiv(-micros, MICROS_PER_DAY);
    return days * MICROS_PER_DAY;
  }

  private static Optional<Long> length(RexNode node) {
    if (!(node instanceof RexLiteral literal) || literal.isNull()) {
      return Optional.empty();
    }
    BigDecimal length = null;
    if (SqlTypeName.DAY_INTERVAL_TYPES.contains(literal.getType().getSqlTypeName())) {
      length = literal.getValueAs(BigDecimal.class).multiply(MICROS_PER_MILLI);
    } else if (SqlTypeUtil.isIntType(literal.getType())) {
      length = literal.getValueAs(BigDecimal.class);
    }
    return Optional.ofNullable(length).map(BigDecimal::longValueExact);
  }

  private Comparison comparison(RexNode term) {
    if (term instanceof RexCall call && SqlKind.COMPARISON.contains(call.getKind())) {
      RexNode left = call.getOperands().get(0);
      RexNode right = call.getOperands().get(1);
      ImmutableBitSet leftColumns = RelOptUtil.InputFinder.bits(left);
      ImmutableBitSet rightColumns = RelOptUtil.InputFinder.bits(right);
      if (isFeature(leftColumns) && isSpine(rightColumns)) {
        return new Comparison(call.getKind(), toFeature(left), right);
      } else if (isSpine(leftColumns) && isFeature(rightColumns)) {
        return new Comparison(call.getKind().reverse(), toFeature(right), left);
      }
    }
    throw unsupported(term);
  }

  private static PitwallException unsupported(RexNode term) {
    return new PitwallException(
        ErrorCode.NOT_SUPPORTED,
        "a point-in-time join compares a column of one side with a column of the other; "
            + term
            + " does something else");
  }

  private boolean isSpine(ImmutableBitSet columns) {
    return columns.isEmpty() || columns.length() <= spineWidth;
  }

  private boolean isFeature(ImmutableBitSet columns) {
    return !columns.isEmpty() && columns.nth(0) >= spineWidth;
  }

  /** The same expression over the feature input alone, with the nullability it has there. */
  private RexNode toFeature(RexNode node) {
    return node.accept(
        new RexShuttle() {
          @Override
          public RexNode visitInputRef(RexInputRef reference) {
            return rex.makeInputRef(feature, reference.getIndex() - spineWidth);
          }
        });
  }
}
