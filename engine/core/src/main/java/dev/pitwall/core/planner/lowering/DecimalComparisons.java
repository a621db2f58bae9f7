package dev.pitwall.core.planner.lowering;

import dev.pitwall.core.function.DecimalOrder;
import dev.pitwall.core.type.FeatureTypeSystem;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;

/**
 * Comparisons of exact numbers of which no DECIMAL holds all digits. Calcite casts both to one that
 * it cuts, or that some values do not fit into; here the values themselves are compared.
 */
final class DecimalComparisons {
  private final RexBuilder builder;
  private final LoweredCalls calls;

  DecimalComparisons(RexBuilder builder, LoweredCalls calls) {
    this.builder = builder;
    this.calls = calls;
  }

  /** The comparison of the numbers themselves; empty if a DECIMAL holds both as they are. */
  Optional<RexNode> exact(RexCall comparison, List<RexNode> operands) {
    RexNode left = uncast(operands.get(0));
    RexNode right = uncast(operands.get(1));
    if (!isExact(left.getType()) || !isExact(right.getType())) {
      return Optional.empty();
    }
    if (fit(left.getType(), right.getType())) {
      return operands.stream().anyMatch(DecimalComparisons::isNarrowed)
          ? Optional.of(compared(comparison, left, right))
          : Optional.empty();
    }
    return Optional.of(
        literal(right, left.getType())
            .map(fitting -> compared(comparison, left, fitting))
            .or(
                () ->
                    literal(left, right.getType())
                        .map(fitting -> compared(comparison, fitting, right)))
            .orElseGet(() -> ordered(comparison, left, right)));
  }

  private RexNode ordered(RexCall comparison, RexNode left, RexNode right) {
    RexNode order = calls.call(DecimalOrder.class, "decimalOrder", decimal(left), decimal(right));
    return compared(comparison, order, calls.integer(0));
  }

  private RexNode compared(RexCall comparison, RexNode left, RexNode right) {
    return builder.makeCall(comparison.getType(), comparison.getOperator(), List.of(left, right));
  }

  /** A literal in the type of what it is compared with, if it has that value there. */
  private Optional<RexNode> literal(RexNode node, RelDataType type) {
    if (!(node instanceof RexLiteral literal) || literal.isNull()) {
      return Optional.empty();
    }
    BigDecimal value = literal.getValueAs(BigDecimal.class).stripTrailingZeros();
    boolean fits =
        value.scale() <= type.getScale() && value.precision() - value.scale() <= whole(type);
    return fits
        ? Optional.of(builder.makeExactLiteral(value.setScale(type.getScale()), notNull(type)))
        : Optional.empty();
  }

  private RelDataType notNull(RelDataType type) {
    return builder.getTypeFactory().createTypeWithNullability(type, false);
  }

  private RexNode decimal(RexNode number) {
    RelDataType type = number.getType();
    return TimeKind.of(type) == TimeKind.DECIMAL
        ? number
        : builder.makeCast(builder.getTypeFactory().decimalOf(type), number, true, false);
  }

  private static RexNode uncast(RexNode node) {
    return isNarrowed(node) ? ((RexCall) node).getOperands().get(0) : node;
  }

  /** Whether a number is cast to a common type that some values of its own type do not fit into. */
  static boolean isNarrowed(RexNode node) {
    if (!(node instanceof RexCall call)
        || !call.isA(SqlKind.CAST)
        || TimeKind.of(call.getType()) != TimeKind.DECIMAL
        || call.getType().getPrecision() < FeatureTypeSystem.DECIMAL_PRECISION) {
      return false;
    }
    RelDataType from = call.getOperands().get(0).getType();
    return isExact(from)
        && from.getScale() <= call.getType().getScale()
        && whole(from) > whole(call.getType());
  }

  private static boolean isExact(RelDataType type) {
    TimeKind kind = TimeKind.of(type);
    return kind == TimeKind.DECIMAL || kind == TimeKind.INTEGER;
  }

  private static boolean fit(RelDataType left, RelDataType right) {
    int scale = Math.max(left.getScale(), right.getScale());
    int whole = Math.max(whole(left), whole(right));
    return scale + whole <= FeatureTypeSystem.DECIMAL_PRECISION;
  }

  private static int whole(RelDataType type) {
    return type.getPrecision() - type.getScale();
  }
}
