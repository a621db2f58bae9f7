package dev.pitwall.core.planner.lowering;

import static dev.pitwall.core.planner.lowering.TimeKind.DATE;
import static dev.pitwall.core.planner.lowering.TimeKind.INSTANT;
import static dev.pitwall.core.planner.lowering.TimeKind.TIME;

import dev.pitwall.core.function.DateFields;
import dev.pitwall.core.function.IntervalScaling;
import dev.pitwall.core.function.TimeFields;
import dev.pitwall.core.function.TimestampArithmetic;
import java.util.Optional;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.avatica.util.TimeUnitRange;
import org.apache.calcite.rex.RexNode;

/** EXTRACT: fields of dates, times, timestamps and intervals, as a BIGINT. */
final class FieldLowering {
  private final LoweredCalls calls;
  private final CastLowering casts;

  FieldLowering(LoweredCalls calls, CastLowering casts) {
    this.calls = calls;
    this.casts = casts;
  }

  /** The field; empty if values of this kind have no such field. */
  Optional<RexNode> field(TimeUnitRange unit, TimeKind kind, RexNode value) {
    if (kind.isInterval()) {
      return Optional.ofNullable(intervalField(unit, kind, value));
    }
    if (kind == INSTANT && unit == TimeUnitRange.EPOCH) {
      return Optional.of(calls.call(TimeFields.class, "timeEpoch", value));
    }
    if (!kind.isPoint()) {
      return Optional.empty();
    }
    RexNode local = kind == INSTANT ? casts.toLocal(value) : value;
    String dateMethod = dateMethod(unit);
    if (dateMethod != null && kind != TIME) {
      RexNode day = kind == DATE ? local : calls.call(TimeFields.class, "timestampDate", local);
      return Optional.of(calls.call(DateFields.class, dateMethod, day));
    }
    return Optional.ofNullable(timeField(unit, kind, local));
  }

  private RexNode timeField(TimeUnitRange unit, TimeKind kind, RexNode value) {
    if (kind == DATE) {
      return unit == TimeUnitRange.EPOCH
          ? calls.call(DateFields.class, "dateEpoch", value)
          : timeField(
              unit,
              TimeKind.TIMESTAMP,
              calls.call(TimestampArithmetic.class, "dateTimestamp", value));
    }
    String method = timeMethod(unit);
    return method == null ? null : calls.call(TimeFields.class, method, value);
  }

  private static String dateMethod(TimeUnitRange unit) {
    return switch (unit) {
      case YEAR -> "dateYear";
      case ISOYEAR -> "dateIsoYear";
      case QUARTER -> "dateQuarter";
      case MONTH -> "dateMonth";
      case WEEK -> "dateWeek";
      case DAY -> "dateDay";
      case DOW -> "dateDayOfWeek";
      case ISODOW -> "dateIsoDayOfWeek";
      case DOY -> "dateDayOfYear";
      case DECADE -> "dateDecade";
      case CENTURY -> "dateCentury";
      case MILLENNIUM -> "dateMillennium";
      default -> null;
    };
  }

  private static String timeMethod(TimeUnitRange unit) {
    return switch (unit) {
      case HOUR -> "timeHour";
      case MINUTE -> "timeMinute";
      case SECOND -> "timeSecond";
      case MILLISECOND -> "timeMillisecond";
      case MICROSECOND -> "timeMicrosecond";
      case NANOSECOND -> "timeNanosecond";
      case EPOCH -> "timeEpoch";
      default -> null;
    };
  }

  private RexNode intervalField(TimeUnitRange unit, TimeKind kind, RexNode value) {
    RexNode wide = calls.toBigint(value);
    return kind == TimeKind.MONTHS ? monthsField(unit, wide) : microsField(unit, wide);
  }

  private RexNode monthsField(TimeUnitRange unit, RexNode months) {
    return switch (unit) {
      case MILLENNIUM -> field(months, 12_000, Long.MAX_VALUE);
      case CENTURY -> field(months, 1_200, Long.MAX_VALUE);
      case DECADE -> field(months, 120, Long.MAX_VALUE);
      case YEAR -> field(months, 12, Long.MAX_VALUE);
      case QUARTER -> field(months, 3, 12);
      case MONTH -> field(months, 1, 12);
      default -> null;
    };
  }

  private RexNode microsField(TimeUnitRange unit, RexNode micros) {
    return switch (unit) {
      case EPOCH -> field(micros, micros(TimeUnit.SECOND), Long.MAX_VALUE);
      case DAY -> field(micros, micros(TimeUnit.DAY), Long.MAX_VALUE);
      case HOUR -> field(micros, micros(TimeUnit.HOUR), micros(TimeUnit.DAY));
      case MINUTE -> field(micros, micros(TimeUnit.MINUTE), micros(TimeUnit.HOUR));
      case SECOND -> field(micros, micros(TimeUnit.SECOND), micros(TimeUnit.MINUTE));
      case MILLISECOND -> field(micros, 1_000, micros(TimeUnit.MINUTE));
      case MICROSECOND -> field(micros, 1, micros(TimeUnit.MINUTE));
      default -> null;
    };
  }

  private RexNode field(RexNode interval, long unit, long largerUnit) {
    return calls.call(
        IntervalScaling.class,
        "intervalField",
        interval,
        calls.bigint(unit),
        calls.bigint(largerUnit));
  }

  private static long micros(TimeUnit unit) {
    return IntervalCasts.micros(unit);
  }
}
