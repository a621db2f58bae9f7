package dev.pitwall.core.sql.validate;

import dev.pitwall.core.sql.tree.clause.Positions;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperandCountRange;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlOperandCountRanges;
import org.apache.calcite.sql.type.SqlTypeUtil;

/**
 * Carries a point-in-time join through Calcite's validator, as the condition of an ordinary join.
 *
 * <p>Calcite's own trees for temporal tables and ASOF joins are kept out of the way: the one makes
 * a correlation, the other takes a single comparison only and its node cannot be copied. As a
 * condition of two operands the join is validated and converted like any other.
 */
public final class PointInTimeMarker extends SqlFunction {
  /**
   * {@code FOR SYSTEM_TIME AS OF}: the spine's timestamp, what ON says, and the view's event
   * timestamp, so that the condition is about both sides whatever ON says.
   */
  public static final PointInTimeMarker AS_OF = new PointInTimeMarker("$AS_OF", 3);

  /** {@code ASOF JOIN}: what MATCH_CONDITION says, then what ON says. */
  public static final PointInTimeMarker MATCH = new PointInTimeMarker("$MATCH", 2);

  private final int operandCount;

  private PointInTimeMarker(String name, int operandCount) {
    super(
        name, SqlKind.OTHER_FUNCTION, ReturnTypes.BOOLEAN, null, null, SqlFunctionCategory.SYSTEM);
    this.operandCount = operandCount;
  }

  @Override
  public SqlOperandCountRange getOperandCountRange() {
    return SqlOperandCountRanges.of(operandCount);
  }

  @Override
  public boolean checkOperandTypes(SqlCallBinding binding, boolean throwOnFailure) {
    if (this == AS_OF && !SqlTypeUtil.isTimestamp(binding.getOperandType(0))) {
      throw notTimestamp(binding.operand(0), binding.getOperandType(0));
    }
    ComparedTypes types = new ComparedTypes(binding.getValidator());
    binding.operands().forEach(operand -> operand.accept(types));
    return true;
  }

  private static PitwallException notTimestamp(SqlNode node, RelDataType type) {
    return new PitwallException(
            ErrorCode.TYPE_MISMATCH,
            "FOR SYSTEM_TIME AS OF needs a timestamp, but "
                + node
                + " is a "
                + type.getSqlTypeName().getName()
                + "; CAST it, or join with ASOF JOIN")
        .at(Positions.of(node));
  }
}
