package dev.pitwall.core.planner.lowering.sql;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorScope;

/** TIMESTAMPDIFF(unit, start, end), as a BIGINT. */
final class TimestampDifference extends SqlFunction {
  static final TimestampDifference INSTANCE = new TimestampDifference();

  private TimestampDifference() {
    super(
        "TIMESTAMPDIFF",
        SqlKind.TIMESTAMP_DIFF,
        ReturnTypes.BIGINT_NULLABLE,
        null,
        OperandTypes.family(SqlTypeFamily.ANY, SqlTypeFamily.DATETIME, SqlTypeFamily.DATETIME),
        SqlFunctionCategory.TIMEDATE);
  }

  /** A function's type would be that of the standard function of the same name. */
  @Override
  public RelDataType deriveType(SqlValidator validator, SqlValidatorScope scope, SqlCall call) {
    validator.deriveType(scope, call.operand(1));
    validator.deriveType(scope, call.operand(2));
    return validateOperands(validator, scope, call);
  }

  @Override
  public void validateCall(
      SqlCall call,
      SqlValidator validator,
      SqlValidatorScope scope,
      SqlValidatorScope operandScope) {
    super.validateCall(call, validator, scope, operandScope);
    validator.validateTimeFrame((SqlIntervalQualifier) call.operand(0));
  }
}
