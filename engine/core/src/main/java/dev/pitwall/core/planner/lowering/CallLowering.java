package dev.pitwall.core.planner.lowering;

import dev.pitwall.core.function.IntervalScaling;
import dev.pitwall.core.function.SessionTime;
import dev.pitwall.core.function.TimeFields;
import dev.pitwall.core.function.TimestampArithmetic;
import dev.pitwall.core.type.TypeParts;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.avatica.util.TimeUnitRange;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;

/** Calls with dates, times or intervals in them; which rule lowers which operator. */
final class CallLowering {
  private static final Set<SqlKind> COMPARISONS =
      EnumSet.of(
          SqlKind.EQUALS,
          SqlKind.NOT_EQUALS,
          SqlKind.LESS_THAN,
          SqlKind.LESS_THAN_OR_EQUAL,
          SqlKind.GREATER_THAN,
          SqlKind.GREATER_THAN_OR_EQUAL,
          SqlKind.IS_DISTINCT_FROM,
          SqlKind.IS_NOT_DISTINCT_FROM);

  /** What does the same with the numbers as with what they stand for. */
  private static final Set<SqlKind> TRANSPARENT =
      EnumSet.of(
          SqlKind.IS_NULL,
          SqlKind.IS_NOT_NULL,
          SqlKind.CASE,
          SqlKind.COALESCE,
          SqlKind.NULLIF,
          SqlKind.GREATEST,
          SqlKind.LEAST,
          SqlKind.GREATEST_PG,
          SqlKind.LEAST_PG,
          SqlKind.ROW,
          SqlKind.ITEM,
          SqlKind.ARRAY_VALUE_CONSTRUCTOR,
          SqlKind.MAP_VALUE_CONSTRUCTOR,
          SqlKind.MULTISET_VALUE_CONSTRUCTOR,
          SqlKind.ARRAY_CONTAINS,
          SqlKind.ARRAY_LENGTH,
          SqlKind.ARRAY_CONCAT,
          SqlKind.ARRAY_APPEND,
          SqlKind.ARRAY_PREPEND,
          SqlKind.ARRAY_DISTINCT,
          SqlKind.ARRAY_REVERSE,
          SqlKind.ARRAY_MIN,
          SqlKind.ARRAY_MAX,
          SqlKind.ARRAY_POSITION);

  /** Operators of no kind of their own that are transparent. */
  private static final Set<String> TRANSPARENT_NAMES =
      Set.of("CARDINALITY", "ELEMENT", "$SLICE", "ABS");

  private static final Set<String> TIMESTAMPS = Set.of("CURRENT_TIMESTAMP", "LOCALTIMESTAMP");
  private static final Set<String> USERS =
      Set.of("USER", "CURRENT_USER", "SESSION_USER", "SYSTEM_USER");

  private final RexBuilder builder;
  private final TypeLowering types;
  private final CastLowering casts;
  private final LoweredCalls calls;
  private final ArithmeticLowering arithmetic;
  private final FieldLowering fields;
  private final TruncationLowering truncation;
  private final UnitLowering units;
  private final DecimalComparisons decimals;
  private final TextLowering texts;

  CallLowering(RexBuilder builder, TypeLowering types, CastLowering casts, LoweredCalls calls) {
    this.builder = builder;
    this.types = types;
    this.casts = casts;
    this.calls = calls;
    arithmetic = new ArithmeticLowering(calls, casts);
    fields = new FieldLowering(calls, casts);
    truncation = new TruncationLowering(calls, casts);
    units = new UnitLowering(calls, casts, arithmetic);
    decimals = new DecimalComparisons(builder, calls);
    texts = new TextLowering(calls, casts);
  }

  /** The lowered call of lowered operands. */
  RexNode lower(RexCall call, List<RexNode> operands) {
    if (USERS.contains(call.getOperator().getName()) && operands.isEmpty()) {
      return casts.asDeclared(calls.call(SessionTime.class, "sessionUser"), call.getType());
    }
    Optional<RexNode> text = texts.lower(call, operands);
    if (text.isPresent()) {
      return text.get();
    }
    if (!isOfTime(call) && !castsRows(call)) {
      return COMPARISONS.contains(call.getKind())
          ? decimals.exact(call, operands).orElseGet(() -> call.clone(call.getType(), operands))
          : call.clone(call.getType(), operands);
    }
    return lowerOfTime(call, operands).orElseThrow(() -> LoweredCalls.unsupported(call));
  }

  private boolean isOfTime(RexCall call) {
    return types.changes(call.getType())
        || call.getOperands().stream().anyMatch(operand -> types.changes(operand.getType()));
  }

  private static boolean castsRows(RexCall call) {
    return call.isA(SqlKind.CAST) && TypeParts.holdRows(call.getType());
  }

  private Optional<RexNode> lowerOfTime(RexCall call, List<RexNode> operands) {
    SqlKind kind = call.getKind();
    if (COMPARISONS.contains(kind)) {
      return compared(call, operands);
    }
    if (TRANSPARENT.contains(kind) || TRANSPARENT_NAMES.contains(call.getOperator().getName())) {
      return Optional.of(call.clone(types.lower(call.getType()), operands));
    }
    return switch (kind) {
      case PLUS, CHECKED_PLUS -> arithmetic.plus(call, operands);
      case MINUS, CHECKED_MINUS -> arithmetic.minus(call, operands);
      case TIMES, CHECKED_TIMES -> arithmetic.times(call, operands);
      case DIVIDE, CHECKED_DIVIDE -> arithmetic.over(call, operands);
      case MINUS_PREFIX, CHECKED_MINUS_PREFIX ->
          Optional.of(arithmetic.negate(kind(call, 0), operands.get(0)));
      case CAST -> cast(call, operands.get(0));
      case REINTERPRET -> reinterpreted(call, operands.get(0));
      case EXTRACT -> fields.field(unit(call, 0), kind(call, 1), operands.get(1));
      case FLOOR -> truncated(TruncationLowering.End.FLOOR, call, operands);
      case CEIL -> truncated(TruncationLowering.End.CEIL, call, operands);
      case TIMESTAMP_ADD -> units.add(call, operands);
      case TIMESTAMP_DIFF -> units.difference(call, operands);
      default -> named(call, operands);
    };
  }

  private Optional<RexNode> compared(RexCall call, List<RexNode> operands) {
    TimeKind left = kind(call, 0);
    TimeKind right = kind(call, 1);
    if (left == right) {
      return Optional.of(builder.makeCall(call.getType(), call.getOperator(), operands));
    }
    Optional<TimeKind> common = comparisonKind(left, right);
    return common.map(
        kind ->
            builder.makeCall(
                call.getType(),
                call.getOperator(),
                List.of(
                    casts.point(operands.get(0), left, kind).orElseThrow(),
                    casts.point(operands.get(1), right, kind).orElseThrow())));
  }

  private static Optional<TimeKind> comparisonKind(TimeKind left, TimeKind right) {
    if (left == TimeKind.TEXT && right.isPoint()) {
      return Optional.of(right);
    }
    return right == TimeKind.TEXT && left.isPoint()
        ? Optional.of(left)
        : CastLowering.common(left, right);
  }

  private Optional<RexNode> cast(RexCall call, RexNode operand) {
    if (call.getOperands().size() > 1) {
      throw LoweredCalls.refusal(call, "CAST with FORMAT");
    }
    RelDataType from = call.getOperands().get(0).getType();
    return casts.cast(operand, from, call.getType());
  }

  /** Calcite's way to take an interval's number: milliseconds, or months. */
  private Optional<RexNode> reinterpreted(RexCall call, RexNode operand) {
    TimeKind kind = kind(call, 0);
    if (!kind.isInterval() || TimeKind.of(call.getType()) != TimeKind.INTEGER) {
      return Optional.empty();
    }
    RexNode units = calls.bigint(kind == TimeKind.MICROS ? 1_000 : 1);
    return Optional.of(
        calls.call(IntervalScaling.class, "intervalUnits", calls.toBigint(operand), units));
  }

  private Optional<RexNode> truncated(
      TruncationLowering.End end, RexCall call, List<RexNode> operands) {
    return operands.size() == 2
        ? truncation.truncated(end, unit(call, 1), kind(call, 0), operands.get(0))
        : Optional.empty();
  }

  private Optional<RexNode> named(RexCall call, List<RexNode> operands) {
    String name = call.getOperator().getName();
    if (TIMESTAMPS.contains(name)) {
      return Optional.of(toDigitsAskedFor(call, now()));
    }
    return switch (name) {
      case "CURRENT_DATE" -> Optional.of(calls.call(TimeFields.class, "timestampDate", now()));
      case "CURRENT_TIME", "LOCALTIME" ->
          Optional.of(toDigitsAskedFor(call, calls.call(TimeFields.class, "timestampTime", now())));
      case "LAST_DAY" ->
          casts
              .point(operands.get(0), kind(call, 0), TimeKind.DATE)
              .map(day -> calls.call(TimestampArithmetic.class, "dateLastDay", day));
      case "DATE_TRUNC", "TIMESTAMP_TRUNC", "DATETIME_TRUNC" ->
          truncated(TruncationLowering.End.FLOOR, call, operands);
      default -> Optional.empty();
    };
  }

  /** Calcite gives the clock's functions the type of whole seconds if no digits are asked for. */
  private RexNode toDigitsAskedFor(RexCall call, RexNode micros) {
    return call.getOperands().isEmpty()
        ? micros
        : casts.withPrecision(micros, TimeKind.TEXT, call.getType(), call.getType());
  }

  private RexNode now() {
    return calls.call(SessionTime.class, "statementTimestamp");
  }

  private static TimeKind kind(RexCall call, int operand) {
    return TimeKind.of(call.getOperands().get(operand).getType());
  }

  /** The unit that a flag or, in DATE_PART, a text names. */
  static TimeUnitRange unit(RexCall call, int operand) {
    if (!(call.getOperands().get(operand) instanceof RexLiteral literal)) {
      throw LoweredCalls.unsupported(call);
    }
    if (TimeKind.of(literal.getType()) == TimeKind.TEXT) {
      return named(call, literal.getValueAs(String.class));
    }
    Enum<?> flag = literal.getValueAs(Enum.class);
    return flag instanceof TimeUnit unit ? TimeUnitRange.of(unit, null) : (TimeUnitRange) flag;
  }

  private static TimeUnitRange named(RexCall call, String name) {
    return Arrays.stream(TimeUnitRange.values())
        .filter(unit -> unit.name().equalsIgnoreCase(name.strip()))
        .findFirst()
        .orElseThrow(() -> LoweredCalls.unsupported(call));
  }
}
