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
import org.apache.calcite.rel.RelFieldCollation.NullDirection;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexFieldCollation;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexWindow;
import org.apache.calcite.rex.RexWindowBound;
import org.apache.calcite.rex.RexWindowBounds;
import org.apache.calcite.rex.RexWindowExclusion;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;

/** Window functions, with frames such as RANGE INTERVAL '1' HOUR PRECEDING. */
final class WindowLowering {
  private static final Set<SqlKind> EXTREMES = EnumSet.of(SqlKind.MIN, SqlKind.MAX);
  private static final Set<SqlKind> SUMS = EnumSet.of(SqlKind.SUM, SqlKind.SUM0);

  /** Where NULLs are on an axis of whole numbers: farther away than any distance in use. */
  private static final long FAR = 1L << 62;

  private final RexBuilder builder;
  private final TypeLowering types;
  private final LoweredCalls calls;

  WindowLowering(RexBuilder builder, TypeLowering types, LoweredCalls calls) {
    this.builder = builder;
    this.types = types;
    this.calls = calls;
  }

  RexNode lower(RexOver over, RexLowering expressions) {
    check(over);
    RelDataType type = types.lower(over.getType());
    List<RexNode> operands = expressions.lower(over.getOperands());
    if (EXTREMES.contains(over.getKind()) && SqlTypeUtil.inCharFamily(type)) {
      RexNode bytes = ordered(operands.get(0));
      RexNode extreme = lower(over, nullableAs(bytes.getType(), type), List.of(bytes), expressions);
      return calls.call(TextBytes.class, "bytesText", extreme);
    }
    if (SUMS.contains(over.getKind()) && type.getSqlTypeName() == SqlTypeName.BIGINT) {
      return wholeSum(over, type, operands.get(0), expressions);
    }
    RexNode lowered = lower(over, type, operands, expressions);
    return over.isA(SqlKind.NTH_VALUE) ? ifThere(over, lowered, operands, expressions) : lowered;
  }

  /** Calcite's code runs what it does not know of as if it were not there, or fails. */
  private static void check(RexOver over) {
    String name = over.getAggOperator().getName();
    if (over.isDistinct() && !EXTREMES.contains(over.getKind())) {
      throw refusal(
          name + "(DISTINCT …) in a window", "join the rows with an aggregate of GROUP BY instead");
    }
    if (over.getWindow().getExclude() != RexWindowExclusion.EXCLUDE_NO_OTHER) {
      throw refusal(
          "EXCLUDE in a window", "give a frame before the row and one after it, and combine them");
    }
    if (over.ignoreNulls()) {
      throw refusal("IGNORE NULLS", "leave the NULLs out in a sub-query");
    }
    if (over.isA(SqlKind.PERCENT_RANK) || over.isA(SqlKind.CUME_DIST)) {
      throw refusal(name, "compute it from RANK() and COUNT(*) OVER (…)");
    }
  }

  /** Calcite's code adds whole numbers as they are, and does not see when they overflow. */
  private RexNode wholeSum(
      RexOver over, RelDataType type, RexNode operand, RexLowering expressions) {
    RelDataType wide = builder.getTypeFactory().createSqlType(SqlTypeName.DECIMAL, 38, 0);
    RexNode addend = builder.makeCast(nullableAs(wide, operand.getType()), operand, true, false);
    RexNode sum = lower(over, nullableAs(wide, type), List.of(addend), expressions);
    return builder.makeCast(type, sum, true, false);
  }

  private RelDataType nullableAs(RelDataType type, RelDataType other) {
    return builder.getTypeFactory().createTypeWithNullability(type, other.isNullable());
  }

  /** NULL where the frame has fewer rows: Calcite's code looks beyond its end. */
  private RexNode ifThere(
      RexOver over, RexNode value, List<RexNode> operands, RexLowering expressions) {
    RelDataType bigint = builder.getTypeFactory().createSqlType(SqlTypeName.BIGINT);
    RexNode rows = lower(over, SqlStdOperatorTable.COUNT, bigint, List.of(), expressions);
    return builder.makeCall(
        SqlStdOperatorTable.CASE,
        builder.makeCall(SqlStdOperatorTable.GREATER_THAN_OR_EQUAL, rows, operands.get(1)),
        value,
        builder.makeNullLiteral(value.getType()));
  }

  private RexNode lower(
      RexOver over, RelDataType type, List<RexNode> operands, RexLowering expressions) {
    return lower(over, over.getAggOperator(), type, operands, expressions);
  }

  private RexNode lower(
      RexOver over,
      SqlAggFunction function,
      RelDataType type,
      List<RexNode> operands,
      RexLowering expressions) {
    RexWindow window = over.getWindow();
    return builder.makeOver(
        type,
        function,
        operands,
        expressions.lower(window.partitionKeys),
        orderKeys(window, expressions),
        bound(window, window.getLowerBound(), expressions),
        bound(window, window.getUpperBound(), expressions),
        window.isRows(),
        true,
        false,
        false,
        false);
  }

  private ImmutableList<RexFieldCollation> orderKeys(RexWindow window, RexLowering expressions) {
    return window.orderKeys.stream()
        .map(key -> orderKey(window, key, expressions))
        .collect(ImmutableList.toImmutableList());
  }

  private RexFieldCollation orderKey(
      RexWindow window, RexFieldCollation key, RexLowering expressions) {
    RexNode value = ordered(expressions.lower(key.left));
    boolean isMeasured =
        !window.isRows()
            && (window.getLowerBound().getOffset() != null
                || window.getUpperBound().getOffset() != null);
    return isMeasured
        ? new RexFieldCollation(onAxis(value, key), Set.of())
        : new RexFieldCollation(value, key.right);
  }

  /**
   * A number from which distances are measured, in rising order, as Calcite's code measures: whole
   * ones as BIGINT, where they do not overflow, and NULL, of which that code knows no distance, at
   * the end of the axis where it is sorted.
   */
  private RexNode onAxis(RexNode value, RexFieldCollation key) {
    int end = key.getNullDirection() == NullDirection.FIRST ? -1 : 1;
    if (TimeKind.of(value.getType()) == TimeKind.INTEGER) {
      return knownOr(rising(calls.toBigint(value), key), calls.bigint(end * FAR));
    }
    if (SqlTypeUtil.isApproximateNumeric(value.getType())) {
      BigDecimal far = new BigDecimal(end * Double.MAX_VALUE);
      return knownOr(rising(calls.toDouble(value), key), builder.makeApproxLiteral(far));
    }
    throw refusal(
        "a window frame RANGE over " + value.getType().getSqlTypeName(),
        "CAST the key to BIGINT or DOUBLE");
  }

  private RexNode rising(RexNode value, RexFieldCollation key) {
    return key.getDirection().isDescending()
        ? builder.makeCall(SqlStdOperatorTable.UNARY_MINUS, value)
        : value;
  }

  private RexNode knownOr(RexNode value, RexNode otherwise) {
    return value.getType().isNullable()
        ? builder.makeCall(
            SqlStdOperatorTable.CASE,
            builder.makeCall(SqlStdOperatorTable.IS_NOT_NULL, value),
            value,
            otherwise)
        : value;
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
      throw refusal("a window frame of months or years", "give it in whole days");
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
        .orElseThrow(
            () -> refusal("a window frame of parts of a day over dates", "give it in whole days"));
  }

  private static PitwallException refusal(String what, String remedy) {
    return new PitwallException(ErrorCode.NOT_SUPPORTED, what + " is not supported; " + remedy);
  }
}
