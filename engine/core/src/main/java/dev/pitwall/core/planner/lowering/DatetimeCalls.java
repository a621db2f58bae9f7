package dev.pitwall.core.planner.lowering;

import dev.pitwall.core.function.DateFields;
import dev.pitwall.core.function.IntervalScaling;
import dev.pitwall.core.function.SessionTime;
import dev.pitwall.core.function.TimeFields;
import dev.pitwall.core.function.TimestampArithmetic;
import dev.pitwall.core.function.Truncation;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.avatica.util.TimeUnitRange;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;

/** Functions and arithmetic of dates, times and intervals, on the numbers that stand for them. */
final class DatetimeCalls {
  private static final Map<TimeUnitRange, String> DATE_FIELDS =
      Map.ofEntries(
          Map.entry(TimeUnitRange.YEAR, "dateYear"),
          Map.entry(TimeUnitRange.QUARTER, "dateQuarter"),
          Map.entry(TimeUnitRange.MONTH, "dateMonth"),
          Map.entry(TimeUnitRange.DAY, "dateDay"),
          Map.entry(TimeUnitRange.DOW, "dateDayOfWeek"),
          Map.entry(TimeUnitRange.ISODOW, "dateIsoDayOfWeek"),
          Map.entry(TimeUnitRange.DOY, "dateDayOfYear"),
          Map.entry(TimeUnitRange.WEEK, "dateWeek"),
          Map.entry(TimeUnitRange.ISOYEAR, "dateIsoYear"),
          Map.entry(TimeUnitRange.DECADE, "dateDecade"),
          Map.entry(TimeUnitRange.CENTURY, "dateCentury"),
          Map.entry(TimeUnitRange.MILLENNIUM, "dateMillennium"));
  private static final Map<TimeUnitRange, String> TIME_FIELDS =
      Map.of(
          TimeUnitRange.HOUR, "timeHour",
          TimeUnitRange.MINUTE, "timeMinute",
          TimeUnitRange.SECOND, "timeSecond",
          TimeUnitRange.MILLISECOND, "timeMillisecond",
          TimeUnitRange.MICROSECOND, "timeMicrosecond",
          TimeUnitRange.NANOSECOND, "timeNanosecond",
          TimeUnitRange.EPOCH, "timeEpoch");

  private final RexBuilder builder;
  private final LoweredCalls calls;
  private final CastLowering casts;

  DatetimeCalls(RexBuilder builder, LoweredCalls calls, CastLowering casts) {
    this.builder = builder;
    this.calls = calls;
    this.casts = casts;
  }

  /**
   * The lowered call; empty for one that is not about times in a way of its own.
   *
   * @param operands lowered
   */
  Optional<RexNode> lower(RexCall call, List<RexNode> operands) {
    Optional<RexNode> session = session(call);
    if (session.isPresent()) {
      return session;
    }
    return switch (operands.size()) {
      case 1 -> unary(call, operands.get(0));
      case 2 -> binary(call, operands);
      default -> Optional.empty();
    };
  }

  /** What the statement is asked for. */
  private Optional<RexNode> session(RexCall call) {
    return Optional.ofNullable(
        switch (call.getOperator().getName().toUpperCase(Locale.ROOT)) {
          case "CURRENT_TIMESTAMP", "LOCALTIMESTAMP" -> now();
          case "CURRENT_DATE" -> calls.call(TimeFields.class, "timestampDate", now());
          case "CURRENT_TIME", "LOCALTIME" -> calls.call(TimeFields.class, "timestampTime", now());
          case "USER", "CURRENT_USER", "SESSION_USER" ->
              builder.makeCast(
                  call.getType(), calls.call(SessionTime.class, "sessionUser"), true, false);
          default -> null;
        });
  }

  private RexNode now() {
    return calls.call(SessionTime.class, "statementTimestamp");
  }

  private Optional<RexNode> unary(RexCall call, RexNode operand) {
    TimeKind kind = kind(call, 0);
    return Optional.ofNullable(
        switch (call.getKind()) {
          case MINUS_PREFIX ->
              kind == TimeKind.MICROS
                  ? arithmetic("negateMicros", operand)
                  : kind == TimeKind.MONTHS ? arithmetic("negateMonths", operand) : null;
          case PLUS_PREFIX -> kind.isInterval() ? operand : null;
          case OTHER_FUNCTION ->
              call.getOperator().getName().equals("LAST_DAY") && kind.isPoint()
                  ? arithmetic("dateLastDay", date(operand, kind))
                  : null;
          default -> null;
        });
  }

  private Optional<RexNode> binary(RexCall call, List<RexNode> operands) {
    RexNode left = operands.get(0);
    RexNode right = operands.get(1);
    return Optional.ofNullable(
        switch (call.getKind()) {
          case PLUS -> plus(left, kind(call, 0), right, kind(call, 1));
          case MINUS -> minus(call, left, right);
          case TIMES -> times(left, kind(call, 0), right, kind(call, 1));
          case DIVIDE -> over(left, kind(call, 0), right, kind(call, 1));
          case EXTRACT -> extract(unit(call, 0), right, kind(call, 1), call);
          case FLOOR -> rounded(call, left, "Floor");
          case CEIL -> rounded(call, left, "Ceil");
          default -> null;
        });
  }

  private RexNode plus(RexNode left, TimeKind leftKind, RexNode right, TimeKind rightKind) {
    if (leftKind.isInterval() && rightKind.isPoint()) {
      return plus(right, rightKind, left, leftKind);
    }
    return shifted(left, leftKind, right, rightKind, "Plus");
  }

  private RexNode minus(RexCall call, RexNode left, RexNode right) {
    TimeKind leftKind = kind(call, 0);
    TimeKind rightKind = kind(call, 1);
    if (leftKind.isPoint() && rightKind.isPoint()) {
      return between(call, left, right);
    }
    return shifted(left, leftKind, right, rightKind, "Minus");
  }

  /** A point or interval, and an interval. */
  private RexNode shifted(
      RexNode left, TimeKind leftKind, RexNode right, TimeKind rightKind, String sign) {
    String verb = sign.toLowerCase(Locale.ROOT);
    if (rightKind == TimeKind.MICROS) {
      return switch (leftKind) {
        case TIMESTAMP, INSTANT, MICROS -> arithmetic(verb + "Micros", left, right);
        case DATE -> arithmetic("date" + sign + "Micros", left, right);
        case TIME -> arithmetic("time" + sign + "Micros", left, right);
        default -> null;
      };
    }
    if (rightKind == TimeKind.MONTHS) {
      return switch (leftKind) {
        case TIMESTAMP -> arithmetic("timestamp" + sign + "Months", left, right);
        case INSTANT ->
            casts.toInstant(arithmetic("timestamp" + sign + "Months", casts.toLocal(left), right));
        case DATE -> arithmetic("date" + sign + "Months", left, right);
        case MONTHS -> arithmetic(verb + "Months", left, right);
        default -> null;
      };
    }
    return null;
  }

  /** What lies between two points, in the kind of interval that the call has as its type. */
  private RexNode between(RexCall call, RexNode left, RexNode right) {
    TimeKind common =
        CastLowering.common(kind(call, 0), kind(call, 1))
            .orElseThrow(() -> LoweredCalls.unsupported(call));
    RexNode end = micros(left, kind(call, 0), common);
    RexNode start = micros(right, kind(call, 1), common);
    return TimeKind.of(call.getType()) == TimeKind.MONTHS
        ? arithmetic("monthsBetween", end, start)
        : arithmetic("minusMicros", end, start);
  }

  private RexNode micros(RexNode value, TimeKind kind, TimeKind common) {
    TimeKind target = common == TimeKind.DATE ? TimeKind.TIMESTAMP : common;
    return casts.point(value, kind, target).orElseThrow();
  }

  private RexNode times(RexNode left, TimeKind leftKind, RexNode right, TimeKind rightKind) {
    if (rightKind.isInterval()) {
      return leftKind.isNumber() ? times(right, rightKind, left, leftKind) : null;
    }
    return leftKind.isInterval() ? scaled(left, leftKind, right, rightKind, "intervalTimes") : null;
  }

  private RexNode over(RexNode left, TimeKind leftKind, RexNode right, TimeKind rightKind) {
    return leftKind.isInterval() ? scaled(left, leftKind, right, rightKind, "intervalOver") : null;
  }

  private RexNode scaled(
      RexNode interval, TimeKind kind, RexNode number, TimeKind numberKind, String function) {
    RexNode wide = calls.toBigint(interval);
    RexNode scaled =
        switch (numberKind) {
          case INTEGER -> calls.call(IntervalScaling.class, function, wide, calls.toBigint(number));
          case DECIMAL -> calls.call(IntervalScaling.class, function + "Decimal", wide, number);
          case DOUBLE ->
              calls.call(IntervalScaling.class, function + "Double", wide, calls.toDouble(number));
          default -> null;
        };
    return scaled == null || kind == TimeKind.MICROS
        ? scaled
        : calls.call(IntervalScaling.class, "monthsOf", scaled);
  }

  private RexNode extract(TimeUnitRange unit, RexNode value, TimeKind kind, RexCall call) {
    if (kind.isInterval()) {
      throw LoweredCalls.unsupported(call);
    }
    if (!kind.isPoint()) {
      return null;
    }
    if (unit == TimeUnitRange.EPOCH) {
      RexNode micros =
          kind == TimeKind.DATE
              ? casts.point(value, kind, TimeKind.TIMESTAMP).orElseThrow()
              : value;
      return calls.call(TimeFields.class, "timeEpoch", micros);
    }
    if (DATE_FIELDS.containsKey(unit) && kind != TimeKind.TIME) {
      return calls.call(DateFields.class, DATE_FIELDS.get(unit), date(value, kind));
    }
    if (TIME_FIELDS.containsKey(unit)) {
      return calls.call(TimeFields.class, TIME_FIELDS.get(unit), timeOfDay(value, kind));
    }
    throw LoweredCalls.unsupported(call);
  }

  private RexNode rounded(RexCall call, RexNode value, String direction) {
    TimeKind kind = kind(call, 0);
    if (!kind.isPoint()) {
      return null;
    }
    TimeUnitRange unit = unit(call, 1);
    if (kind == TimeKind.INSTANT) {
      RexNode local = rounded(casts.toLocal(value), TimeKind.TIMESTAMP, unit, direction, call);
      return casts.toInstant(local);
    }
    return rounded(value, kind, unit, direction, call);
  }

  private RexNode rounded(
      RexNode value, TimeKind kind, TimeUnitRange unit, String direction, RexCall call) {
    String owner = kind == TimeKind.DATE ? "date" : "timestamp";
    return switch (unit) {
      case YEAR -> truncation(owner + direction + "Months", value, calls.integer(12));
      case QUARTER -> truncation(owner + direction + "Months", value, calls.integer(3));
      case MONTH -> truncation(owner + direction + "Months", value, calls.integer(1));
      case WEEK -> truncation(owner + direction + "Week", value);
      case DAY, HOUR, MINUTE, SECOND, MILLISECOND, MICROSECOND ->
          kind == TimeKind.DATE
              ? value
              : truncation(
                  "micros" + direction, value, calls.bigint(IntervalCasts.micros(unit.startUnit)));
      default -> throw LoweredCalls.unsupported(call);
    };
  }

  private RexNode date(RexNode value, TimeKind kind) {
    return casts.point(value, kind, TimeKind.DATE).orElseThrow();
  }

  private RexNode timeOfDay(RexNode value, TimeKind kind) {
    return kind == TimeKind.DATE
        ? calls.bigint(0)
        : casts.point(value, kind, TimeKind.TIME).orElseThrow();
  }

  private RexNode arithmetic(String method, RexNode... operands) {
    return calls.call(TimestampArithmetic.class, method, operands);
  }

  private RexNode truncation(String method, RexNode... operands) {
    return calls.call(Truncation.class, method, operands);
  }

  private static TimeKind kind(RexCall call, int operand) {
    return TimeKind.of(call.getOperands().get(operand).getType());
  }

  private static TimeUnitRange unit(RexCall call, int operand) {
    Object unit = ((RexLiteral) call.getOperands().get(operand)).getValue();
    return unit instanceof TimeUnit single ? TimeUnitRange.of(single, null) : (TimeUnitRange) unit;
  }
}
