package dev.pitwall.core.sql.validate;

import dev.pitwall.core.sql.tree.clause.Positions;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.validate.SqlValidator;

/**
 * Refuses comparisons of text with numbers or times in the condition of a point-in-time join.
 * Calcite casts the text, row by row, and would fail on the first that is no number.
 */
final class ComparedTypes extends SqlBasicVisitor<Void> {
  private final SqlValidator validator;

  /** Makes a visitor of conditions that were validated. */
  ComparedTypes(SqlValidator validator) {
    this.validator = validator;
  }

  @Override
  public Void visit(SqlCall call) {
    if (SqlKind.COMPARISON.contains(call.getKind()) && call.operandCount() == 2) {
      SqlNode left = call.operand(0);
      SqlNode right = call.operand(1);
      if (isCastByValidator(left) || isCastByValidator(right)) {
        throw incomparable(written(left), written(right)).at(Positions.of(call));
      }
    }
    return super.visit(call);
  }

  private static SqlNode written(SqlNode node) {
    return isCast(node) ? ((SqlCall) node).operand(0) : node;
  }

  private boolean isCastByValidator(SqlNode node) {
    return isCast(node)
        && !(written(node) instanceof SqlLiteral)
        && SqlTypeUtil.inCharFamily(type(written(node)))
        && !SqlTypeUtil.inCharFamily(type(node));
  }

  /** A cast that a query says begins before its operand. */
  private static boolean isCast(SqlNode node) {
    return node.getKind() == SqlKind.CAST
        && node.getParserPosition().equals(((SqlCall) node).operand(0).getParserPosition());
  }

  private RelDataType type(SqlNode node) {
    return validator.getValidatedNodeType(node);
  }

  private PitwallException incomparable(SqlNode left, SqlNode right) {
    return new PitwallException(
        ErrorCode.TYPE_MISMATCH,
        "a point-in-time join does not compare "
            + left
            + ", a "
            + type(left).getSqlTypeName()
            + ", with "
            + right
            + ", a "
            + type(right).getSqlTypeName()
            + "; CAST one of them");
  }
}
