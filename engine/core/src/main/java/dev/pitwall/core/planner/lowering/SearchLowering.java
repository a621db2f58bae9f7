package dev.pitwall.core.planner.lowering;

import com.google.common.collect.RangeSet;
import java.math.BigDecimal;
import java.util.Optional;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.util.RangeSets;
import org.apache.calcite.util.Sarg;

/** SEARCH, to which Calcite folds IN lists and ranges: ranges of dates become ranges of numbers. */
final class SearchLowering {
  private final RexBuilder builder;
  private final TypeLowering types;
  private final LiteralLowering literals;

  SearchLowering(RexBuilder builder, TypeLowering types, LiteralLowering literals) {
    this.builder = builder;
    this.types = types;
    this.literals = literals;
  }

  /** The lowered search; empty if it has to be written out as comparisons first. */
  Optional<RexNode> lower(RexCall call, RexNode value) {
    RelDataType type = call.getOperands().get(0).getType();
    RexLiteral argument = (RexLiteral) call.getOperands().get(1);
    TimeKind kind = TimeKind.of(type);
    if (DecimalComparisons.isNarrowed(value)) {
      return Optional.empty();
    }
    if (!types.changes(type)) {
      return Optional.of(builder.makeCall(call.getOperator(), value, argument));
    }
    if (kind == TimeKind.INSTANT || kind != TimeKind.of(argument.getType())) {
      return Optional.empty();
    }
    Sarg<?> ranges = argument.getValueAs(Sarg.class);
    RexLiteral numbers =
        builder.makeSearchArgumentLiteral(numbers(ranges, type), types.lower(argument.getType()));
    return Optional.of(builder.makeCall(call.getOperator(), value, numbers));
  }

  private <C extends Comparable<C>> Sarg<BigDecimal> numbers(Sarg<C> ranges, RelDataType type) {
    RangeSet<BigDecimal> numbers =
        RangeSets.copy(ranges.rangeSet, point -> literals.number(point, type));
    return Sarg.of(ranges.nullAs, numbers);
  }
}
