package dev.pitwall.core.planner.lowering;

import dev.pitwall.core.function.IntervalScaling;
import dev.pitwall.core.function.IntervalText;
import dev.pitwall.core.function.TimeFields;
import java.math.BigDecimal;
import java.util.Optional;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlIntervalQualifier;

/** Casts from and to intervals. A number means that many of the interval's smallest unit. */
final class IntervalCasts {
  private final LoweredCalls calls;

  IntervalCasts(LoweredCalls calls) {
    this.calls = calls;
  }

  /** The lowered value, its number type not yet as narrow as asked for; empty if no such cast. */
  Optional<RexNode> cast(RexNode value, RelDataType from, RelDataType to) {
    TimeKind source = TimeKind.of(from);
    TimeKind target = TimeKind.of(to);
    if (source == target) {
      return Optional.of(value);
    }
    if (target.isInterval()) {
      return Optional.ofNullable(interval(value, source, to)).map(n -> narrowed(n, target));
    }
    return Optional.ofNullable(number(value, from, target));
  }

  private RexNode narrowed(RexNode interval, TimeKind target) {
    return target == TimeKind.MONTHS
        ? calls.call(IntervalScaling.class, "toUnits", interval)
        : interval;
  }

  private RexNode interval(RexNode value, TimeKind source, RelDataType to) {
    RexNode unit = calls.bigint(units(to.getIntervalQualifier()));
    return switch (source) {
      case INTEGER ->
          calls.call(IntervalScaling.class, "intervalTimes", calls.toBigint(value), unit);
      case DECIMAL -> calls.call(IntervalScaling.class, "intervalTimesDecimal", unit, value);
      case DOUBLE ->
          calls.call(IntervalScaling.class, "intervalTimesDouble", unit, calls.toDouble(value));
      case TEXT -> calls.call(IntervalText.class, "textInterval", value, range(to));
      default -> null;
    };
  }

  private RexNode number(RexNode interval, RelDataType from, TimeKind target) {
    RexNode wide = calls.toBigint(interval);
    RexNode unit = calls.bigint(units(from.getIntervalQualifier()));
    return switch (target) {
      case INTEGER -> calls.call(IntervalScaling.class, "intervalUnits", wide, unit);
      case DECIMAL -> calls.call(IntervalScaling.class, "intervalUnitsDecimal", wide, unit);
      case DOUBLE -> calls.call(IntervalScaling.class, "intervalUnitsDouble", wide, unit);
      case TEXT -> calls.call(IntervalText.class, "intervalText", wide, range(from));
      default -> null;
    };
  }

  private RexNode range(RelDataType interval) {
    return calls.text(interval.getIntervalQualifier().timeUnitRange.name());
  }

  private static long units(SqlIntervalQualifier qualifier) {
    TimeUnit end =
        qualifier.getEndUnit() == null ? qualifier.getStartUnit() : qualifier.getEndUnit();
    return qualifier.isYearMonth() ? end.multiplier.longValueExact() : micros(end);
  }

  static long micros(TimeUnit unit) {
    return switch (unit) {
      case WEEK -> 7 * TimeFields.MICROS_PER_DAY;
      case NANOSECOND -> throw new IllegalArgumentException("shorter than a microsecond");
      default -> unit.multiplier.multiply(BigDecimal.valueOf(1_000)).longValueExact();
    };
  }
}
