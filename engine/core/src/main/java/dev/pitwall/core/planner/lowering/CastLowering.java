package dev.pitwall.core.planner.lowering;

import static dev.pitwall.core.planner.lowering.TimeKind.DATE;
import static dev.pitwall.core.planner.lowering.TimeKind.INSTANT;
import static dev.pitwall.core.planner.lowering.TimeKind.TIME;
import static dev.pitwall.core.planner.lowering.TimeKind.TIMESTAMP;

import dev.pitwall.core.function.DatetimeText;
import dev.pitwall.core.function.SessionTime;
import dev.pitwall.core.function.TimeFields;
import dev.pitwall.core.function.TimestampArithmetic;
import dev.pitwall.core.function.Truncation;
import dev.pitwall.core.type.FeatureTypeSystem;
import dev.pitwall.core.type.TypeParts;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;

/** Casts from and to dates, times and intervals, on the numbers that stand for them. */
final class CastLowering {
  private final RexBuilder builder;
  private final TypeLowering types;
  private final LoweredCalls calls;
  private final IntervalCasts intervals;
  private final RowCasts rows;

  CastLowering(RexBuilder builder, TypeLowering types, LoweredCalls calls) {
    this.builder = builder;
    this.types = types;
    this.calls = calls;
    this.intervals = new IntervalCasts(calls);
    this.rows = new RowCasts(builder, types, this);
  }

  /**
   * The value of one type as another; empty if there is no such cast.
   *
   * @param value stands for a value of the type {@code from}
   */
  Optional<RexNode> cast(RexNode value, RelDataType from, RelDataType to) {
    if (TypeParts.holdRows(to)) {
      return rows.cast(value, from, to);
    }
    if (!types.changes(from) && !types.changes(to)) {
      return Optional.of(asDeclared(value, to));
    }
    TimeKind source = TimeKind.of(from);
    TimeKind target = TimeKind.of(to);
    if (source == TimeKind.NULL) {
      return Optional.of(builder.makeAbstractCast(types.lower(to), value, false));
    }
    if (source.isInterval() || target.isInterval()) {
      return intervals.cast(value, from, to).map(number -> asDeclared(number, to));
    }
    if (source == TimeKind.OTHER && target == TimeKind.OTHER) {
      return sameKinds(from, to) ? Optional.of(asDeclared(value, to)) : Optional.empty();
    }
    if (target == TimeKind.TEXT) {
      return text(value, source, from).map(text -> asDeclared(text, to));
    }
    return point(value, source, target).map(point -> withPrecision(point, source, from, to));
  }

  /** Whether the types differ at most in what does not change the numbers inside them. */
  private static boolean sameKinds(RelDataType from, RelDataType to) {
    if (from.getSqlTypeName() != to.getSqlTypeName()) {
      return false;
    }
    List<RelDataType> inside = TypeParts.of(from);
    List<RelDataType> asked = TypeParts.of(to);
    if (inside.isEmpty() || inside.size() != asked.size()) {
      return inside.size() == asked.size();
    }
    return IntStream.range(0, inside.size()).allMatch(i -> sameKinds(inside.get(i), asked.get(i)));
  }

  /** A text or number in exactly the type asked for. */
  RexNode asDeclared(RexNode value, RelDataType to) {
    RelDataTypeFactory factory = builder.getTypeFactory();
    RelDataType type =
        factory.createTypeWithNullability(types.lower(to), value.getType().isNullable());
    return value.getType().equals(type) ? value : builder.makeCast(type, value, true, false);
  }

  private Optional<RexNode> text(RexNode value, TimeKind source, RelDataType from) {
    RexNode digits = calls.integer(Math.max(0, from.getPrecision()));
    return Optional.ofNullable(
        switch (source) {
          case DATE -> calls.call(DatetimeText.class, "dateText", value);
          case TIME -> calls.call(DatetimeText.class, "timeText", value, digits);
          case TIMESTAMP -> calls.call(DatetimeText.class, "timestampText", value, digits);
          case INSTANT -> calls.call(DatetimeText.class, "timestampText", toLocal(value), digits);
          default -> null;
        });
  }

  /** A date, time or timestamp from another or from text; null if there is no such cast. */
  Optional<RexNode> point(RexNode value, TimeKind source, TimeKind target) {
    if (source == target) {
      return Optional.of(value);
    }
    return Optional.ofNullable(
        switch (target) {
          case DATE -> date(value, source);
          case TIME -> time(value, source);
          case TIMESTAMP -> timestamp(value, source);
          case INSTANT -> instant(value, source);
          default -> null;
        });
  }

  private RexNode date(RexNode value, TimeKind source) {
    return switch (source) {
      case TEXT -> calls.call(DatetimeText.class, "textDate", value);
      case TIMESTAMP -> calls.call(TimeFields.class, "timestampDate", value);
      case INSTANT -> calls.call(TimeFields.class, "timestampDate", toLocal(value));
      default -> null;
    };
  }

  private RexNode time(RexNode value, TimeKind source) {
    return switch (source) {
      case TEXT -> calls.call(DatetimeText.class, "textTime", value);
      case TIMESTAMP -> calls.call(TimeFields.class, "timestampTime", value);
      case INSTANT -> calls.call(TimeFields.class, "timestampTime", toLocal(value));
      default -> null;
    };
  }

  private RexNode timestamp(RexNode value, TimeKind source) {
    return switch (source) {
      case TEXT -> calls.call(DatetimeText.class, "textTimestamp", value);
      case DATE -> calls.call(TimestampArithmetic.class, "dateTimestamp", value);
      case TIME -> calls.call(SessionTime.class, "timeToday", value);
      case INSTANT -> toLocal(value);
      default -> null;
    };
  }

  private RexNode instant(RexNode value, TimeKind source) {
    if (source == TimeKind.TEXT) {
      return calls.call(DatetimeText.class, "textInstant", value);
    }
    RexNode timestamp = source == TIMESTAMP ? value : timestamp(value, source);
    return timestamp == null ? null : toInstant(timestamp);
  }

  RexNode toLocal(RexNode instant) {
    return calls.call(SessionTime.class, "instantTimestamp", instant);
  }

  RexNode toInstant(RexNode timestamp) {
    return calls.call(SessionTime.class, "timestampInstant", timestamp);
  }

  /** Cuts what a type with fewer digits after the second does not hold. */
  RexNode withPrecision(RexNode value, TimeKind source, RelDataType from, RelDataType to) {
    TimeKind target = TimeKind.of(to);
    int digits = to.getPrecision();
    boolean keepsAll =
        target == DATE
            || digits < 0
            || digits >= FeatureTypeSystem.TIME_PRECISION
            || source == DATE
            || (source != TimeKind.TEXT && from.getPrecision() <= digits);
    return keepsAll ? value : truncated(value, digits);
  }

  private RexNode truncated(RexNode micros, int digits) {
    long length = (long) Math.pow(10, FeatureTypeSystem.TIME_PRECISION - digits);
    return calls.call(Truncation.class, "microsFloor", micros, calls.bigint(length));
  }

  /** The kind in which two different kinds of points are compared, if there is one. */
  static Optional<TimeKind> common(TimeKind left, TimeKind right) {
    if (left == right) {
      return Optional.of(left);
    }
    if (!left.isPoint() || !right.isPoint() || left == TIME || right == TIME) {
      return Optional.empty();
    }
    return Optional.of(left == INSTANT || right == INSTANT ? INSTANT : TIMESTAMP);
  }
}
