package dev.pitwall.core.planner.lowering;

import com.google.common.collect.ImmutableList;
import dev.pitwall.core.function.TextBytes;
import dev.pitwall.core.function.TimeFields;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexFieldCollation;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexWindow;
import org.apache.calcite.rex.RexWindowBound;
import org.apache.calcite.rex.RexWindowBounds;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeUtil;

/** Window functions, with frames such as RANGE INTERVAL '1' HOUR PRECEDING. */
final class WindowLowering {
  private static final Set<SqlKind> EXTREMES = EnumSet.of(SqlKind.MIN, SqlKind.MAX);

  private final RexBuilder builder;
  private final TypeLowering types;
  private final LoweredCalls calls;

  WindowLowering(RexBuilder builder, TypeLowering types, LoweredCalls calls) {
    this.builder = builder;
    this.types = types;
    this.calls = calls;
  }

  RexNode lower(RexOver over, RexLowering expressions) {
    RelDataType type = types.lower(over.getType());
    List<RexNode> operands = expressions.lower(over.getOperands());
    if (EXTREMES.contains(over.getKind()) && SqlTypeUtil.inCharFamily(type)) {
      RexNode bytes = ordered(operands.get(0));
      RelDataType bytesType =
          builder.getTypeFactory().createTypeWithNullability(bytes.getType(), type.isNullable());
      RexNode extreme = lower(over, bytesType, List.of(bytes), expressions);
      return calls.call(TextBytes.class, "bytesText", extreme);
    }
    return lower(over, type, operands, expressions);
  }

  private RexNode lower(
      RexOver over, RelDataType type, List<RexNode> operands, RexLowering expressions) {
    RexWindow window = over.getWindow();
    return builder.makeOver(
        type,
        over.getAggOperator(),
        operands,
        expressions.lower(window.partitionKeys),
        orderKeys(window, expressions),
        bound(window, window.getLowerBound(), expressions),
        bound(window, window.getUpperBound(), expressions),
        window.getExclude(),
        window.isRows(),
        true,
        false,
        over.isDistinct(),
        over.ignoreNulls());
  }

  private ImmutableList<RexFieldCollation> orderKeys(RexWindow window, RexLowering expressions) {
    return window.orderKeys.stream()
        .map(key -> new RexFieldCollation(ordered(expressions.lower(key.left)), key.right))
        .collect(ImmutableList.toImmutableList());
  }

  /** Texts as what Calcite orders by code point. */
  private RexNode ordered(RexNode value) {
    return SqlTypeUtil.inCharFamily(value.getType())
        ? calls.call(TextBytes.class, "textBytes", value)
        : value;
  }

  private RexWindowBound bound(RexWindow window, RexWindowBound bound, RexLowering expressions) {
    RexNode offset = bound.getOffset();
    if (offset == null || !TimeKind.of(offset.getType()).isInterval()) {
      return bound;
    }
    RexNode lowered = distance(orderKinds(window), offset, expressions.lower(offset));
    return bound.isPreceding()
        ? RexWindowBounds.preceding(lowered)
        : RexWindowBounds.following(lowered);
  }

  private static List<TimeKind> orderKinds(RexWindow window) {
    return window.orderKeys.stream().map(key -> TimeKind.of(key.left.getType())).toList();
  }

  /** The frame's width in what the order key counts. */
  private RexNode distance(List<TimeKind> orderKinds, RexNode offset, RexNode lowered) {
    TimeKind key = orderKinds.get(0);
    TimeKind width = TimeKind.of(offset.getType());
    if (key == width) {
      return lowered;
    }
    if (width == TimeKind.MONTHS) {
      throw refusal("a window frame of months or years");
    }
    return key == TimeKind.DATE ? days(lowered) : lowered;
  }

  private RexNode days(RexNode micros) {
    return Optional.of(micros)
        .filter(RexLiteral.class::isInstance)
        .map(literal -> ((RexLiteral) literal).getValueAs(Long.class))
        .filter(width -> width % TimeFields.MICROS_PER_DAY == 0)
        .<RexNode>map(
            width ->
                builder.makeExactLiteral(BigDecimal.valueOf(width / TimeFields.MICROS_PER_DAY)))
        .orElseThrow(() -> refusal("a window frame of parts of a day over dates"));
  }

  private static PitwallException refusal(String what) {
    return new PitwallException(
        ErrorCode.NOT_SUPPORTED, what + " is not supported; give it in whole days");
  }
}
