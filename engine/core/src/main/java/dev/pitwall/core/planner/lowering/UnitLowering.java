package dev.pitwall.core.planner.lowering;

import dev.pitwall.core.function.IntervalScaling;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.type.SqlTypeName;

/** TIMESTAMPADD and TIMESTAMPDIFF, which are told their unit. */
final class UnitLowering {
  private final LoweredCalls calls;
  private final CastLowering casts;
  private final ArithmeticLowering arithmetic;

  UnitLowering(LoweredCalls calls, CastLowering casts, ArithmeticLowering arithmetic) {
    this.calls = calls;
    this.casts = casts;
    this.arithmetic = arithmetic;
  }

  /** TIMESTAMPADD(unit, count, point). */
  Optional<RexNode> add(RexCall call, List<RexNode> operands) {
    TimeUnit unit = CallLowering.unit(call, 0).startUnit;
    TimeKind point = kind(call, 2);
    TimeKind result = TimeKind.of(call.getType());
    TimeKind by = isMonthly(unit) ? TimeKind.MONTHS : TimeKind.MICROS;
    RexNode interval =
        arithmetic.scaled(
            by, calls.bigint(size(call, unit)), kind(call, 1), operands.get(1), "intervalTimes");
    return casts
        .point(operands.get(2), point, result)
        .flatMap(
            start -> Optional.ofNullable(arithmetic.moved(start, result, interval, "Plus", by)));
  }

  /** TIMESTAMPDIFF(unit, start, end): whole units, cut towards zero. */
  Optional<RexNode> difference(RexCall call, List<RexNode> operands) {
    TimeUnit unit = CallLowering.unit(call, 0).startUnit;
    RexNode length = calls.bigint(size(call, unit));
    return arithmetic
        .between(
            List.of(operands.get(2), operands.get(1)),
            kind(call, 2),
            kind(call, 1),
            isMonthly(unit))
        .map(between -> units(between, length))
        .map(units -> narrowed(units, call));
  }

  /** An INTEGER if that was declared; one that does not hold the units is an error, not a lie. */
  private RexNode narrowed(RexNode units, RexCall call) {
    return call.getType().getSqlTypeName() == SqlTypeName.INTEGER
        ? calls.call(IntervalScaling.class, "toUnits", units)
        : casts.asDeclared(units, call.getType());
  }

  private RexNode units(RexNode interval, RexNode length) {
    return calls.call(IntervalScaling.class, "intervalUnits", calls.toBigint(interval), length);
  }

  private static boolean isMonthly(TimeUnit unit) {
    return switch (unit) {
      case MONTH, QUARTER, YEAR, DECADE, CENTURY, MILLENNIUM -> true;
      default -> false;
    };
  }

  /** The unit's length in months or microseconds. */
  private static long size(RexCall call, TimeUnit unit) {
    return switch (unit) {
      case MONTH, QUARTER, YEAR, DECADE, CENTURY, MILLENNIUM -> unit.multiplier.longValueExact();
      case WEEK, DAY, HOUR, MINUTE, SECOND, MILLISECOND, MICROSECOND -> IntervalCasts.micros(unit);
      default -> throw LoweredCalls.refusal(call, call.getOperator().getName() + " by " + unit);
    };
  }

  private static TimeKind kind(RexCall call, int operand) {
    return TimeKind.of(call.getOperands().get(operand).getType());
  }
}
