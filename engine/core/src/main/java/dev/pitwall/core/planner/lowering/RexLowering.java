package dev.pitwall.core.planner.lowering;

import dev.pitwall.core.function.SessionTime;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexFieldCollation;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.rex.RexWindow;
import org.apache.calcite.rex.RexWindowBound;
import org.apache.calcite.rex.RexWindowBounds;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Writes expressions on dates, times and intervals as expressions on the numbers that stand for
 * them. Knows the session's time zone, so that literals become plain numbers.
 */
public final class RexLowering {
  /** Operators that mean the same on whatever stands for their operands. */
  private static final Set<SqlKind> INDIFFERENT =
      EnumSet.of(
          SqlKind.CASE,
          SqlKind.COALESCE,
          SqlKind.NULLIF,
          SqlKind.GREATEST,
          SqlKind.LEAST,
          SqlKind.IS_NULL,
          SqlKind.IS_NOT_NULL,
          SqlKind.ROW,
          SqlKind.ITEM,
          SqlKind.ARRAY_VALUE_CONSTRUCTOR,
          SqlKind.MAP_VALUE_CONSTRUCTOR,
          SqlKind.MIN,
          SqlKind.MAX,
          SqlKind.COUNT,
          SqlKind.LAG,
          SqlKind.LEAD,
          SqlKind.FIRST_VALUE,
          SqlKind.LAST_VALUE,
          SqlKind.NTH_VALUE,
          SqlKind.ANY_VALUE,
          SqlKind.SINGLE_VALUE);

  private final RexBuilder builder;
  private final TypeLowering types;
  private final ZoneId zone;
  private final LiteralLowering literals;
  private final LoweredCalls calls;
  private final CastLowering casts;
  private final DatetimeCalls datetimes;
  private final List<RelDataTypeField> fields;

  /**
   * Makes a lowering.
   *
   * @param fields the lowered columns that expressions refer to
   */
  RexLowering(RexBuilder builder, TypeLowering types, ZoneId zone, List<RelDataTypeField> fields) {
    this.builder = builder;
    this.types = types;
    this.zone = zone;
    this.fields = List.copyOf(fields);
    this.literals = new LiteralLowering(builder, types);
    this.calls = new LoweredCalls(builder);
    this.casts = new CastLowering(builder, types, calls);
    this.datetimes = new DatetimeCalls(builder, calls, casts);
  }

  /**
   * The expression on what stands for its operands.
   *
   * @throws PitwallException NOT_SUPPORTED naming a function that has no such expression
   */
  public RexNode lower(RexNode node) {
    return RexUtil.expandSearch(builder, null, node).accept(new Lowering());
  }

  private final class Lowering extends RexShuttle {
    @Override
    public RexNode visitInputRef(RexInputRef reference) {
      int index = reference.getIndex();
      return builder.makeInputRef(fields.get(index).getType(), index);
    }

    @Override
    public RexNode visitLiteral(RexLiteral literal) {
      RexNode lowered = literals.lower(literal);
      return literal.getType().getSqlTypeName() == SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE
              && !literal.isNull()
          ? instant((RexLiteral) lowered)
          : lowered;
    }

    @Override
    public RexNode visitDynamicParam(RexDynamicParam parameter) {
      return builder.makeDynamicParam(types.lower(parameter.getType()), parameter.getIndex());
    }

    @Override
    public RexNode visitCorrelVariable(RexCorrelVariable variable) {
      return builder.makeCorrel(types.lower(variable.getType()), variable.id);
    }

    @Override
    public RexNode visitFieldAccess(RexFieldAccess access) {
      RexNode row = access.getReferenceExpr().accept(this);
      return builder.makeFieldAccess(row, access.getField().getIndex());
    }

    @Override
    public RexNode visitOver(RexOver over) {
      return RexLowering.this.over(over, this);
    }

    @Override
    public RexNode visitCall(RexCall call) {
      List<RexNode> operands = new ArrayList<>();
      call.getOperands().forEach(operand -> operands.add(operand.accept(this)));
      return RexLowering.this.call(call, operands);
    }
  }

  /** A literal of the session's wall clock as an instant. */
  private RexNode instant(RexLiteral wallClock) {
    long micros = wallClock.getValueAs(BigDecimal.class).longValueExact();
    return builder.makeExactLiteral(
        BigDecimal.valueOf(SessionTime.instantAt(micros, zone)), wallClock.getType());
  }

  private RexNode call(RexCall call, List<RexNode> operands) {
    if (call.isA(SqlKind.CAST) && isAboutTime(call)) {
      RelDataType from = call.getOperands().get(0).getType();
      return casts
          .cast(operands.get(0), from, call.getType())
          .orElseThrow(
              () -> LoweredCalls.refusal(call, "CAST of " + from + " to " + call.getType()));
    }
    Optional<RexNode> datetime = datetimes.lower(call, operands);
    if (datetime.isPresent()) {
      return datetime.get();
    }
    if (SqlKind.COMPARISON.contains(call.getKind())) {
      return builder.makeCall(call.getOperator(), comparable(call, operands));
    }
    if (isAboutTime(call) && !INDIFFERENT.contains(call.getKind())) {
      throw LoweredCalls.unsupported(call);
    }
    return builder.makeCall(types.lower(call.getType()), call.getOperator(), operands);
  }

  private boolean isAboutTime(RexCall call) {
    return types.changes(call.getType())
        || call.getOperands().stream().anyMatch(operand -> types.changes(operand.getType()));
  }

  /** Two kinds of points are compared as the more exact one. */
  private List<RexNode> comparable(RexCall call, List<RexNode> operands) {
    if (operands.size() != 2 || !isAboutTime(call)) {
      return operands;
    }
    TimeKind left = TimeKind.of(call.getOperands().get(0).getType());
    TimeKind right = TimeKind.of(call.getOperands().get(1).getType());
    if (left == right || left == TimeKind.NULL || right == TimeKind.NULL) {
      return operands;
    }
    TimeKind common =
        CastLowering.common(left, right).orElseThrow(() -> LoweredCalls.unsupported(call));
    return List.of(
        casts.point(operands.get(0), left, common).orElseThrow(),
        casts.point(operands.get(1), right, common).orElseThrow());
  }

  private RexNode over(RexOver over, RexShuttle lowering) {
    RexWindow window = over.getWindow();
    List<RexNode> operands = new ArrayList<>();
    over.getOperands().forEach(operand -> operands.add(operand.accept(lowering)));
    List<RexNode> partition = new ArrayList<>();
    window.partitionKeys.forEach(key -> partition.add(key.accept(lowering)));
    com.google.common.collect.ImmutableList.Builder<RexFieldCollation> order =
        com.google.common.collect.ImmutableList.builder();
    window.orderKeys.forEach(
        key -> order.add(new RexFieldCollation(key.left.accept(lowering), key.right)));
    return builder.makeOver(
        types.lower(over.getType()),
        (SqlAggFunction) over.getOperator(),
        operands,
        partition,
        order.build(),
        bound(window.getLowerBound(), lowering),
        bound(window.getUpperBound(), lowering),
        window.getExclude(),
        window.isRows(),
        true,
        false,
        over.isDistinct(),
        over.ignoreNulls());
  }

  private static RexWindowBound bound(RexWindowBound bound, RexShuttle lowering) {
    if (bound.getOffset() == null) {
      return bound;
    }
    RexNode offset = bound.getOffset().accept(lowering);
    return bound.isPreceding()
        ? RexWindowBounds.preceding(offset)
        : RexWindowBounds.following(offset);
  }

  /** For errors about a whole node. */
  static PitwallException unsupportedNode(String name) {
    return new PitwallException(ErrorCode.NOT_SUPPORTED, name + " is not supported");
  }
}
