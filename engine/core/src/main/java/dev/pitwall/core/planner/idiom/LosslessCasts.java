package dev.pitwall.core.planner.idiom;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;

/** Casts that keep every value apart from every other, and in order. */
final class LosslessCasts {
  private final RexBuilder rex;

  LosslessCasts(RexBuilder rex) {
    this.rex = rex;
  }

  /** The expression below casts that change nothing that can be compared. */
  static RexNode strip(RexNode node) {
    RexNode stripped = node;
    while (stripped instanceof RexCall cast
        && cast.isA(SqlKind.CAST)
        && isLossless(cast.getOperands().get(0).getType(), cast.getType())) {
      stripped = cast.getOperands().get(0);
    }
    return stripped;
  }

  private static boolean isLossless(RelDataType from, RelDataType to) {
    SqlTypeName source = from.getSqlTypeName();
    SqlTypeName target = to.getSqlTypeName();
    if (isWhole(source) && isWhole(target)) {
      return source.compareTo(target) <= 0; // narrow types are declared first
    }
    return switch (source) {
      case DATE -> target == SqlTypeName.TIMESTAMP || target == SqlTypeName.DATE;
      case TIMESTAMP, TIMESTAMP_WITH_LOCAL_TIME_ZONE ->
          source == target && from.getPrecision() <= to.getPrecision();
      default -> false;
    };
  }

  private static boolean isWhole(SqlTypeName type) {
    return SqlTypeName.INT_TYPES.contains(type);
  }

  /**
   * What a point-in-time join can match by: a timestamp, or a whole number.
   *
   * @param what the expression is, for the message
   * @throws LookAlikeException for any other type
   */
  RexNode matched(RexNode node, String what) {
    return switch (node.getType().getSqlTypeName()) {
      case TIMESTAMP, TIMESTAMP_WITH_LOCAL_TIME_ZONE, BIGINT -> node;
      case DATE -> cast(node, SqlTypeName.TIMESTAMP);
      case TINYINT, SMALLINT, INTEGER -> cast(node, SqlTypeName.BIGINT);
      default -> throw new LookAlikeException(what + " is a " + node.getType().getSqlTypeName());
    };
  }

  /** The wider of two types of whole numbers for both; any other expression as it is. */
  RexNode widened(RexNode node, RexNode other) {
    SqlTypeName type = node.getType().getSqlTypeName();
    SqlTypeName wanted = other.getType().getSqlTypeName();
    return isWhole(type) && isWhole(wanted) && type.compareTo(wanted) < 0
        ? cast(node, wanted)
        : node;
  }

  private RexNode cast(RexNode node, SqlTypeName wanted) {
    RelDataTypeFactory types = rex.getTypeFactory();
    RelDataType type = types.createSqlType(wanted);
    return rex.makeCast(types.createTypeWithNullability(type, node.getType().isNullable()), node);
  }
}
