package dev.pitwall.core.planner.online;

import java.math.BigDecimal;
import java.util.Optional;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
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

  /** A value of the key's type; NULL, which no key equals, for a number that the type lacks. */
  Optional<RexNode> typed(RexNode value, RelDataType keyType) {
    SqlTypeName from = value.getType().getSqlTypeName();
    SqlTypeName to = keyType.getSqlTypeName();
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
