package dev.pitwall.core.planner.rule;

import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * The conjuncts of a point-in-time join's conditions, each turned so that the spine is on the
 * right: {@code feature OPERATOR spine}. Expressions count columns within their own side.
 */
public final class MatchTerms {
  private static final BigDecimal MICROS_PER_MILLI = BigDecimal.valueOf(1000);

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
   * The distance in microseconds when a comparison bounds how old a match may be: {@code feature >=
   * spine - INTERVAL}, or {@code feature + INTERVAL >= spine}.
   */
  public static Optional<Distance> distance(Comparison comparison) {
    if (comparison.operator() != SqlKind.GREATER_THAN_OR_EQUAL) {
      return Optional.empty();
    }
    return shifted(comparison.spine(), SqlKind.MINUS)
        .map(shift -> new Distance(comparison.feature(), shift.base(), shift.micros()))
        .or(
            () ->
                shifted(comparison.feature(), SqlKind.PLUS)
                    .map(shift -> new Distance(shift.base(), comparison.spine(), shift.micros())));
  }

  /** {@code feature >= spine - micros}. */
  public record Distance(RexNode feature, RexNode spine, long micros) {}

  private record Shift(RexNode base, long micros) {}

  private static Optional<Shift> shifted(RexNode node, SqlKind kind) {
    if (!(node instanceof RexCall call)
        || call.getOperands().size() != 2
        || !call.isA(kind)
        || !(call.getOperands().get(1) instanceof RexLiteral literal)
        || !SqlTypeUtil.isInterval(literal.getType())
        || literal.getType().getSqlTypeName().isYearMonth()
        || literal.isNull()) {
      return Optional.empty();
    }
    BigDecimal micros = literal.getValueAs(BigDecimal.class).multiply(MICROS_PER_MILLI);
    return Optional.of(new Shift(call.getOperands().get(0), micros.longValueExact()));
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
