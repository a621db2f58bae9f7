package dev.pitwall.core.planner.rule;

import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;

/** The types in which the two sides of a match are compared, and the casts to them. */
final class MatchTypes {
  private final RexBuilder rex;
  private final RelDataTypeFactory types;

  MatchTypes(RexBuilder rex) {
    this.rex = rex;
    this.types = rex.getTypeFactory();
  }

  /** Whether values of a type can be matched. */
  static boolean isOrdered(RelDataType type) {
    return switch (type.getSqlTypeName()) {
      case BOOLEAN, TINYINT, SMALLINT, INTEGER, BIGINT, DECIMAL, REAL, FLOAT, DOUBLE -> true;
      case CHAR, VARCHAR, BINARY, VARBINARY -> true;
      case DATE, TIME, TIMESTAMP, TIMESTAMP_WITH_LOCAL_TIME_ZONE -> true;
      default -> false;
    };
  }

  /** Whether a match by a type may be bound to lie within a distance. */
  static boolean hasDistance(RelDataType type) {
    return SqlTypeUtil.isIntType(type) || SqlTypeUtil.isTimestamp(type);
  }

  /**
   * The type in which a comparison in a condition compares two ordered types; null if there is
   * none, or only one that would round.
   */
  RelDataType common(RelDataType feature, RelDataType spine) {
    if (isDay(feature) && isDay(spine)) {
      return SqlTypeUtil.isTimestamp(feature)
          ? feature
          : types.createSqlType(SqlTypeName.TIMESTAMP);
    } else if (SqlTypeUtil.isIntType(feature) && SqlTypeUtil.isIntType(spine)) {
      return types.createSqlType(SqlTypeName.BIGINT);
    } else if (feature.getFamily() != spine.getFamily()
        && !(SqlTypeUtil.isNumeric(feature) && SqlTypeUtil.isNumeric(spine))) {
      return null;
    }
    RelDataType common = types.leastRestrictive(List.of(feature, spine));
    boolean rounds =
        common != null
            && SqlTypeUtil.isDecimal(common)
            && (rounds(feature, common) || rounds(spine, common));
    return rounds ? null : common;
  }

  private static boolean isDay(RelDataType type) {
    return SqlTypeUtil.isTimestamp(type) || type.getSqlTypeName() == SqlTypeName.DATE;
  }

  private static boolean rounds(RelDataType from, RelDataType to) {
    int scale = SqlTypeUtil.isDecimal(from) ? from.getScale() : 0;
    int digits = from.getPrecision() - scale;
    return scale > to.getScale() || digits > to.getPrecision() - to.getScale();
  }

  /** An expression in a type, of its own nullability. */
  RexNode cast(RexNode node, RelDataType type) {
    RelDataType wanted = types.createTypeWithNullability(type, node.getType().isNullable());
    boolean same =
        SqlTypeUtil.isDecimal(type)
            ? node.getType().equals(wanted)
            : node.getType().getSqlTypeName() == type.getSqlTypeName();
    return same ? node : rex.makeCast(wanted, node);
  }

  /** The expression below casts that change no value, nor the order of two. */
  static RexNode uncast(RexNode node) {
    if (node instanceof RexCall call && call.isA(SqlKind.CAST)) {
      RexNode operand = call.getOperands().get(0);
      return widens(operand.getType(), call.getType()) ? uncast(operand) : node;
    }
    return node;
  }

  private static boolean widens(RelDataType from, RelDataType to) {
    if (SqlTypeUtil.isIntType(from) && SqlTypeUtil.isIntType(to)) {
      return from.getPrecision() <= to.getPrecision();
    } else if (SqlTypeUtil.isTimestamp(to)) {
      return from.getSqlTypeName() == SqlTypeName.DATE
          || (SqlTypeUtil.isTimestamp(from) && from.getPrecision() <= to.getPrecision());
    }
    return from.getSqlTypeName() == to.getSqlTypeName() && from.equals(to);
  }
}
