package dev.pitwall.core.planner.online;

import java.math.BigDecimal;
import java.util.Optional;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;

/** What is compared with a join key as a value of the key's own type. */
final class KeyValues {
  private final RexBuilder rex;

  KeyValues(RexBuilder rex) {
    this.rex = rex;
  }

  /** What a condition about a BOOLEAN column was before it was simplified; any other as it is. */
  RexNode comparison(RexNode term) {
    RexNode column =
        term instanceof RexCall call && call.getOperands().size() == 1
            ? call.getOperands().get(0)
            : term;
    if (!(column instanceof RexInputRef)
        || column.getType().getSqlTypeName() != SqlTypeName.BOOLEAN) {
      return term;
    }
    RexNode isTrue = rex.makeCall(SqlStdOperatorTable.EQUALS, column, rex.makeLiteral(true));
    RexNode isFalse = rex.makeCall(SqlStdOperatorTable.EQUALS, column, rex.makeLiteral(false));
    return switch (term.getKind()) {
      case INPUT_REF, IS_TRUE -> isTrue;
      case NOT, IS_FALSE -> isFalse;
      case IS_NOT_NULL -> rex.makeCall(SqlStdOperatorTable.OR, isTrue, isFalse);
      default -> term;
    };
  }

  /** A value of the key's type; NULL, which no key equals, for a number that the type lacks. */
  Optional<RexNode> typed(RexNode value, RelDataType keyType) {
    SqlTypeName from = value.getType().getSqlTypeName();
    SqlTypeName to = keyType.getSqlTypeName();
    if (from == SqlTypeName.DECIMAL && to == SqlTypeName.DECIMAL) {
      return Optional.of(decimal(value, keyType));
    }
    if (from == to
        || SqlTypeName.CHAR_TYPES.contains(from) && SqlTypeName.CHAR_TYPES.contains(to)) {
      return Optional.of(value);
    }
    if (!SqlTypeName.INT_TYPES.contains(from) || !SqlTypeName.INT_TYPES.contains(to)) {
      return Optional.empty();
    }
    if (value instanceof RexLiteral literal && !literal.isNull()) {
      return Optional.of(literal(literal.getValueAs(BigDecimal.class), keyType));
    }
    RelDataType nullable = nullability(keyType, true);
    RexNode cast = rex.makeCast(nullable, value, true, false);
    if (from.compareTo(to) <= 0) {
      return Optional.of(cast);
    }
    RexNode inRange =
        rex.makeBetween(value, limit(to, value.getType(), -1), limit(to, value.getType(), 1));
    return Optional.of(
        rex.makeCall(SqlStdOperatorTable.CASE, inRange, cast, rex.makeNullLiteral(nullable)));
  }

  private RexNode literal(BigDecimal value, RelDataType keyType) {
    SqlTypeName type = keyType.getSqlTypeName();
    return value.compareTo(limit(type, -1)) >= 0 && value.compareTo(limit(type, 1)) <= 0
        ? rex.makeExactLiteral(value, nullability(keyType, false))
        : rex.makeNullLiteral(nullability(keyType, true));
  }

  /** Of a column of keys all values have one scale, by which their bytes are told. */
  private RexNode decimal(RexNode value, RelDataType keyType) {
    RelDataType nullable = nullability(keyType, true);
    if (value instanceof RexLiteral literal && !literal.isNull()) {
      BigDecimal number = literal.getValueAs(BigDecimal.class).stripTrailingZeros();
      boolean fits =
          number.scale() <= keyType.getScale()
              && number.precision() - number.scale() <= wholeDigits(keyType);
      return fits
          ? rex.makeExactLiteral(number, nullability(keyType, false))
          : rex.makeNullLiteral(nullable);
    }
    RexNode cast = rex.makeCast(nullable, value, true, false);
    RelDataType type = value.getType();
    if (type.getScale() <= keyType.getScale() && wholeDigits(type) <= wholeDigits(keyType)) {
      return cast;
    }
    RexNode nothing = rex.makeNullLiteral(nullable);
    BigDecimal limit = BigDecimal.ONE.movePointRight(wholeDigits(keyType));
    RexNode inRange =
        rex.makeCall(
            SqlStdOperatorTable.AND,
            rex.makeCall(
                SqlStdOperatorTable.GREATER_THAN, value, rex.makeExactLiteral(limit.negate())),
            rex.makeCall(SqlStdOperatorTable.LESS_THAN, value, rex.makeExactLiteral(limit)));
    RexNode isSame =
        rex.makeCall(SqlStdOperatorTable.EQUALS, rex.makeCast(type, cast, true, false), value);
    return rex.makeCall(
        SqlStdOperatorTable.CASE,
        inRange,
        rex.makeCall(SqlStdOperatorTable.CASE, isSame, cast, nothing),
        nothing);
  }

  private static int wholeDigits(RelDataType decimal) {
    return decimal.getPrecision() - decimal.getScale();
  }

  private RexNode limit(SqlTypeName type, RelDataType as, int sign) {
    return rex.makeExactLiteral(limit(type, sign), nullability(as, false));
  }

  private static BigDecimal limit(SqlTypeName type, int sign) {
    return (BigDecimal) type.getLimit(sign > 0, SqlTypeName.Limit.OVERFLOW, false, -1, -1);
  }

  private RelDataType nullability(RelDataType type, boolean isNullable) {
    RelDataTypeFactory types = rex.getTypeFactory();
    return types.createTypeWithNullability(type, isNullable);
  }

  /** The key itself, of one that a comparison has in a wider type. */
  static RexNode bare(RexNode key) {
    return isWidening(key) ? ((RexCall) key).getOperands().get(0) : key;
  }

  private static boolean isWidening(RexNode node) {
    if (node.getKind() != SqlKind.CAST) {
      return false;
    }
    SqlTypeName from = ((RexCall) node).getOperands().get(0).getType().getSqlTypeName();
    SqlTypeName to = node.getType().getSqlTypeName();
    return RexUtil.isLosslessCast(node)
        || SqlTypeName.INT_TYPES.contains(from)
            && SqlTypeName.INT_TYPES.contains(to)
            && from.compareTo(to) <= 0;
  }
}
