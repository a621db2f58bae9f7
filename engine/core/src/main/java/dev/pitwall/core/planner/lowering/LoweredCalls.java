package dev.pitwall.core.planner.lowering;

import dev.pitwall.core.function.StaticFunction;
import dev.pitwall.core.sql.tree.clause.Positions;
import dev.pitwall.core.type.ArrowTypes;
import dev.pitwall.core.type.SqlTypeNames;
import dev.pitwall.core.type.TypeParts;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.math.BigDecimal;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;

/** Makes calls of the runtime's static functions, and the refusals of what has none. */
final class LoweredCalls {
  private record Name(Class<?> owner, String method) {}

  private static final Map<Name, StaticFunction> FUNCTIONS = new ConcurrentHashMap<>();

  private final RexBuilder builder;

  LoweredCalls(RexBuilder builder) {
    this.builder = builder;
  }

  RexNode call(Class<?> owner, String method, RexNode... operands) {
    StaticFunction function =
        FUNCTIONS.computeIfAbsent(
            new Name(owner, method), name -> StaticFunction.of(name.owner(), name.method()));
    return builder.makeCall(function, operands);
  }

  RexNode bigint(long value) {
    return builder.makeBigintLiteral(BigDecimal.valueOf(value));
  }

  RexNode integer(int value) {
    return builder.makeExactLiteral(BigDecimal.valueOf(value), type(SqlTypeName.INTEGER));
  }

  RexNode text(String value) {
    return builder.makeLiteral(value);
  }

  RexNode toBigint(RexNode number) {
    return cast(number, SqlTypeName.BIGINT);
  }

  RexNode toDouble(RexNode number) {
    return cast(number, SqlTypeName.DOUBLE);
  }

  private RexNode cast(RexNode number, SqlTypeName name) {
    if (number.getType().getSqlTypeName() == name) {
      return number;
    }
    RelDataType type =
        builder
            .getTypeFactory()
            .createTypeWithNullability(type(name), number.getType().isNullable());
    return builder.makeCast(type, number, true, false);
  }

  private RelDataType type(SqlTypeName name) {
    return builder.getTypeFactory().createSqlType(name);
  }

  static PitwallException unsupported(RexCall call) {
    String what = call.getOperator().getName() + " of " + operandTypes(call);
    return refusal(call, call.isA(SqlKind.CAST) ? what + " to " + text(call.getType()) : what);
  }

  private static String operandTypes(RexCall call) {
    return call.getOperands().isEmpty()
        ? "no operands"
        : String.join(", ", call.getOperands().stream().map(o -> text(o.getType())).toList());
  }

  /** As SQL spells it. */
  private static String text(RelDataType type) {
    return TypeParts.holdRows(type) ? SqlTypeNames.of(ArrowTypes.field("", type)) : type.toString();
  }

  static PitwallException refusal(RexCall call, String what) {
    PitwallException refusal =
        new PitwallException(ErrorCode.NOT_SUPPORTED, what + " is not supported");
    SqlParserPos place = call.getParserPosition();
    return place.equals(SqlParserPos.ZERO) ? refusal : refusal.at(Positions.of(place));
  }
}
