package dev.pitwall.core.planner.lowering;

import static dev.pitwall.core.planner.lowering.TimeKind.DATE;
import static dev.pitwall.core.planner.lowering.TimeKind.INSTANT;
import static dev.pitwall.core.planner.lowering.TimeKind.MICROS;
import static dev.pitwall.core.planner.lowering.TimeKind.MONTHS;
import static dev.pitwall.core.planner.lowering.TimeKind.TIME;
import static dev.pitwall.core.planner.lowering.TimeKind.TIMESTAMP;

import dev.pitwall.core.function.IntervalScaling;
import dev.pitwall.core.function.TimestampArithmetic;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;

/** Sums, differences, products and quotients with dates, times and intervals in them. */
final class ArithmeticLowering {
  private final LoweredCalls calls;
  private final CastLowering casts;

  ArithmeticLowering(LoweredCalls calls, CastLowering casts) {
    this.calls = calls;
    this.casts = casts;
  }

  /** The sum; empty if there is none of such operands. */
  Optional<RexNode> plus(RexCall call, List<RexNode> operands) {
    TimeKind left = kind(call, 0);
    TimeKind right = kind(call, 1);
    if (left.isPoint() && right.isInterval()) {
      return moved(call, operands.get(0), left, operands.get(1), "Plus", right);
    }
    if (left.isInterval() && right.isPoint()) {
      return moved(call, operands.get(1), right, operands.get(0), "Plus", left);
    }
    return left.isInterval() && left == right
        ? Optional.of(arithmetic(left == MICROS ? "plusMicros" : "plusMonths", operands))
        : Optional.empty();
  }

  /** The difference; empty if there is none of such operands. */
  Optional<RexNode> minus(RexCall call, List<RexNode> operands) {
    TimeKind left = kind(call, 0);
    TimeKind right = kind(call, 1);
    if (left.isPoint() && right.isInterval()) {
      return moved(call, operands.get(0), left, operands.get(1), "Minus", right);
    }
    if (left.isPoint() && right.isPoint()) {
      return between(operands, left, right, TimeKind.of(call.getType()) == MONTHS);
    }
    return left.isInterval() && left == right
        ? Optional.of(arithmetic(left == MICROS ? "minusMicros" : "minusMonths", operands))
        : Optional.empty();
  }

  RexNode negate(TimeKind interval, RexNode operand) {
    return arithmetic(interval == MICROS ? "negateMicros" : "negateMonths", List.of(operand));
  }

  private Optional<RexNode> moved(
      RexCall call, RexNode point, TimeKind kind, RexNode interval, String sign, TimeKind by) {
    TimeKind result = TimeKind.of(call.getType());
    return casts
        .point(point, kind, result)
        .flatMap(start -> Optional.ofNullable(moved(start, result, interval, sign, by)));
  }

  /** The point later or earlier by an interval, as the sign says; null if it cannot be moved so. */
  RexNode moved(RexNode point, TimeKind kind, RexNode interval, String sign, TimeKind by) {
    if (by == MONTHS) {
      return movedByMonths(point, kind, interval, sign);
    }
    return switch (kind) {
      case TIMESTAMP, INSTANT ->
          arithmetic(sign.equals("Plus") ? "plusMicros" : "minusMicros", List.of(point, interval));
      case DATE -> arithmetic("date" + sign + "Micros", List.of(point, interval));
      case TIME -> arithmetic("time" + sign + "Micros", List.of(point, interval));
      default -> null;
    };
  }

  private RexNode movedByMonths(RexNode point, TimeKind kind, RexNode months, String sign) {
    return switch (kind) {
      case TIMESTAMP -> arithmetic("timestamp" + sign + "Months", List.of(point, months));
      case INSTANT ->
          casts.toInstant(
              arithmetic("timestamp" + sign + "Months", List.of(casts.toLocal(point), months)));
      case DATE -> arithmetic("date" + sign + "Months", List.of(point, months));
      default -> null;
    };
  }

  /** What lies between two points, in microseconds or whole months. */
  Optional<RexNode> between(List<RexNode> points, TimeKind left, TimeKind right, boolean inMonths) {
    if (left == TIME && right == TIME) {
      return inMonths ? Optional.empty() : Optional.of(arithmetic("minusMicros", points));
    }
    // Months are counted on the wall clock, lengths of time in the common kind.
    Optional<TimeKind> common =
        CastLowering.common(left, right).map(kind -> kind == DATE || inMonths ? TIMESTAMP : kind);
    return common.map(
        kind ->
            arithmetic(
                inMonths ? "monthsBetween" : "minusMicros",
                List.of(
                    casts.point(points.get(0), left, kind).orElseThrow(),
                    casts.point(points.get(1), right, kind).orElseThrow())));
  }

  /** The product; empty if there is none of such operands. */
  Optional<RexNode> times(RexCall call, List<RexNode> operands) {
    TimeKind left = kind(call, 0);
    TimeKind right = kind(call, 1);
    if (left.isInterval() && right.isNumber()) {
      return Optional.of(scaled(left, operands.get(0), right, operands.get(1), "intervalTimes"));
    }
    return right.isInterval() && left.isNumber()
        ? Optional.of(scaled(right, operands.get(1), left, operands.get(0), "intervalTimes"))
        : Optional.empty();
  }

  /** The quotient; empty if there is none of such operands. */
  Optional<RexNode> over(RexCall call, List<RexNode> operands) {
    TimeKind left = kind(call, 0);
    TimeKind right = kind(call, 1);
    return left.isInterval() && right.isNumber()
        ? Optional.of(scaled(left, operands.get(0), right, operands.get(1), "intervalOver"))
        : Optional.empty();
  }

  RexNode scaled(TimeKind kind, RexNode interval, TimeKind number, RexNode by, String method) {
    RexNode wide = calls.toBigint(interval);
    RexNode result =
        switch (number) {
          case INTEGER -> scaling(method, wide, calls.toBigint(by));
          case DECIMAL -> scaling(method + "Decimal", wide, by);
          default -> scaling(method + "Double", wide, calls.toDouble(by));
        };
    return kind == MONTHS ? scaling("toUnits", result) : result;
  }

  private RexNode scaling(String method, RexNode... operands) {
    return calls.call(IntervalScaling.class, method, operands);
  }

  private RexNode arithmetic(String method, List<RexNode> operands) {
    return calls.call(TimestampArithmetic.class, method, operands.toArray(RexNode[]::new));
  }

  private static TimeKind kind(RexCall call, int operand) {
    return TimeKind.of(call.getOperands().get(operand).getType());
  }
}
