package dev.pitwall.core.planner.lowering;

import static dev.pitwall.core.planner.lowering.TimeKind.DATE;
import static dev.pitwall.core.planner.lowering.TimeKind.INSTANT;
import static dev.pitwall.core.planner.lowering.TimeKind.TIME;

import dev.pitwall.core.function.TimestampArithmetic;
import dev.pitwall.core.function.Truncation;
import java.util.Optional;
import org.apache.calcite.avatica.util.TimeUnitRange;
import org.apache.calcite.rex.RexNode;

/** FLOOR and CEIL of dates, times and timestamps to a unit. */
final class TruncationLowering {
  /** Which end of the unit is meant. */
  enum End {
    FLOOR("Floor"),
    CEIL("Ceil");

    private final String method;

    End(String method) {
      this.method = method;
    }
  }

  private final LoweredCalls calls;
  private final CastLowering casts;

  TruncationLowering(LoweredCalls calls, CastLowering casts) {
    this.calls = calls;
    this.casts = casts;
  }

  /** The end of the unit that the value lies in; empty if there is no such unit. */
  Optional<RexNode> truncated(End end, TimeUnitRange unit, TimeKind kind, RexNode value) {
    if (!kind.isPoint()) {
      return Optional.empty();
    }
    if (kind == INSTANT) {
      return Optional.ofNullable(onWallClock(end, unit, TimeKind.TIMESTAMP, casts.toLocal(value)))
          .map(casts::toInstant);
    }
    return Optional.ofNullable(onWallClock(end, unit, kind, value));
  }

  private RexNode onWallClock(End end, TimeUnitRange unit, TimeKind kind, RexNode value) {
    String owner = kind == DATE ? "date" : "timestamp";
    int months = months(unit);
    if (months > 0 && kind != TIME) {
      return call(owner + end.method + "Months", value, calls.integer(months));
    }
    if (unit == TimeUnitRange.WEEK && kind != TIME) {
      return call(owner + end.method + "Week", value);
    }
    long length = length(unit);
    if (length == 0) {
      return null;
    }
    return kind == DATE ? value : withinDay(end, kind, value, length);
  }

  private RexNode withinDay(End end, TimeKind kind, RexNode value, long length) {
    RexNode micros = call("micros" + end.method, value, calls.bigint(length));
    return kind == TIME
        ? calls.call(TimestampArithmetic.class, "timePlusMicros", micros, calls.bigint(0))
        : micros;
  }

  private RexNode call(String method, RexNode... operands) {
    return calls.call(Truncation.class, method, operands);
  }

  private static int months(TimeUnitRange unit) {
    return switch (unit) {
      case MONTH -> 1;
      case QUARTER -> 3;
      case YEAR -> 12;
      case DECADE -> 120;
      case CENTURY -> 1_200;
      case MILLENNIUM -> 12_000;
      default -> 0;
    };
  }

  private static long length(TimeUnitRange unit) {
    return switch (unit) {
      case DAY, HOUR, MINUTE, SECOND, MILLISECOND, MICROSECOND ->
          IntervalCasts.micros(unit.startUnit);
      default -> 0;
    };
  }
}
