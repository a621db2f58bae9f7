package dev.pitwall.core.planner.physical;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.apache.calcite.avatica.util.ByteString;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexLiteral;

/** Literals of lowered types as the Java values that plans and predicates hold. */
final class LiteralValues {
  private LiteralValues() {}

  /**
   * The value of a literal.
   *
   * @param type the column's, which the literal's may be narrower than
   * @return as a {@link dev.pitwall.execution.plan.ValuesPlan} says; null for NULL
   */
  static Object of(RexLiteral literal, RelDataType type) {
    if (literal.isNull()) {
      return null;
    }
    return switch (type.getSqlTypeName()) {
      case BOOLEAN -> literal.getValueAs(Boolean.class);
      case TINYINT -> decimal(literal).byteValueExact();
      case SMALLINT -> decimal(literal).shortValueExact();
      case INTEGER -> decimal(literal).intValueExact();
      case BIGINT -> decimal(literal).longValueExact();
      case REAL -> literal.getValueAs(Float.class);
      case FLOAT, DOUBLE -> literal.getValueAs(Double.class);
      case DECIMAL -> decimal(literal).setScale(type.getScale(), RoundingMode.UNNECESSARY);
      case CHAR, VARCHAR -> literal.getValueAs(String.class);
      case BINARY, VARBINARY -> literal.getValueAs(ByteString.class).getBytes();
      case NULL -> null;
      default -> throw new IllegalArgumentException("not a lowered literal: " + literal);
    };
  }

  /** The values of one row. */
  static List<Object> row(List<RexLiteral> literals, RelDataType rowType) {
    List<Object> values = new java.util.ArrayList<>();
    for (int i = 0; i < literals.size(); i++) {
      values.add(of(literals.get(i), rowType.getFieldList().get(i).getType()));
    }
    return values;
  }

  private static BigDecimal decimal(RexLiteral literal) {
    return literal.getValueAs(BigDecimal.class);
  }
}
